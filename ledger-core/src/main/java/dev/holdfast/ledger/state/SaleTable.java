package dev.holdfast.ledger.state;

import dev.holdfast.ledger.record.Wanted;
import dev.holdfast.ledger.table.CounterTable;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.InvariantBroken;
import dev.holdfast.ledger.table.Rows;
import dev.holdfast.ledger.table.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sales, by ordinal, and their quotas: one for each SKU that a sale sells or has sold. A closed
 * sale forgets what its customers have with its last open reservation.
 */
public final class SaleTable extends KeyedTable {

  /** Of a SKU that the sale does not sell any more. */
  private static final long NOT_SOLD = -1;

  private static final int UNITS = 0;
  private static final int SALE_SKU = 1;
  private static final int NEXT_OF_SKU_OF_SALE = 2;
  private static final int COUNTER = 3;
  private static final int NO_ROW = -1;

  private final SkuTable skus;
  private final CounterTable counters;
  private final List<Sale> sales = new ArrayList<>();
  private final Rows quotas = new Rows(4);
  private long hash;

  SaleTable(Texts texts, SkuTable skus, CounterTable counters) {
    super(texts);
    this.skus = skus;
    this.counters = counters;
  }

  /** What a sale was set to, and how it stands. */
  private static final class Sale {
    private Terms terms;
    private boolean closed;
    private long openReservations;
    private int firstQuota = NO_ROW;

    Sale(Terms terms) {
      this.terms = terms;
    }

    Sale carried(Image image) {
      var carried = new Sale(terms.carried(image));
      carried.closed = image.carry(closed ? 1 : 0) == 1;
      carried.openReservations = image.carry(openReservations);
      carried.firstQuota = image.carry(firstQuota);
      return carried;
    }
  }

  /**
   * What a sale was set to; the ledger's commands say what each is.
   *
   * @param channels ordinals, empty for all
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Terms(
      long startsAt,
      long endsAt,
      long exclusiveFrom,
      long perCustomer,
      long ttlMillis,
      int[] channels) {

    static final Terms NONE = new Terms(0, 0, 0, 0, 0, new int[0]);

    Terms carried(Image image) {
      return new Terms(
          image.carry(startsAt),
          image.carry(endsAt),
          image.carry(exclusiveFrom),
          image.carry(perCustomer),
          image.carry(ttlMillis),
          image.carryWhole(channels));
    }

    long hash(int sale) {
      long termsHash = Hashing.then(sale, startsAt);
      termsHash = Hashing.then(termsHash, endsAt);
      termsHash = Hashing.then(termsHash, exclusiveFrom);
      termsHash = Hashing.then(termsHash, perCustomer);
      termsHash = Hashing.then(termsHash, ttlMillis);
      return Hashing.then(termsHash, Arrays.hashCode(channels));
    }
  }

  public long startsAtMillis(int sale) {
    return sales.get(sale).terms.startsAt;
  }

  public long endsAtMillis(int sale) {
    return sales.get(sale).terms.endsAt;
  }

  /** From when its SKUs are reserved only by naming it; {@link Long#MAX_VALUE} for never. */
  public long exclusiveFromMillis(int sale) {
    return sales.get(sale).terms.exclusiveFrom;
  }

  /** Units of each SKU one customer may have, 0 for any. */
  public long perCustomer(int sale) {
    return sales.get(sale).terms.perCustomer;
  }

  /** Default and longest time to hold, 0 for the channel's. */
  public long ttlMillis(int sale) {
    return sales.get(sale).terms.ttlMillis;
  }

  /** The channels that may sell it; empty for all. */
  public List<Integer> channels(int sale) {
    return Arrays.stream(sales.get(sale).terms.channels).boxed().toList();
  }

  /** Whether a channel may sell it. */
  public boolean allows(int sale, int channel) {
    int[] channels = sales.get(sale).terms.channels;
    boolean allowed = channels.length == 0;
    for (int i = 0; i < channels.length; i++) {
      allowed |= channels[i] == channel;
    }
    return allowed;
  }

  public boolean isClosed(int sale) {
    return sales.get(sale).closed;
  }

  /** Reservations that name it and hold stock. */
  public long openReservations(int sale) {
    return sales.get(sale).openReservations;
  }

  /** Whether it sells at a time. */
  public boolean isOpen(int sale, long nowMillis) {
    Sale it = sales.get(sale);
    return !it.closed && nowMillis >= it.terms.startsAt && nowMillis < it.terms.endsAt;
  }

  /** A sale without which a SKU cannot be reserved at a time, or -1. */
  public int exclusive(int sku, long nowMillis) {
    for (int quota = skus.firstQuota(sku); quota != NO_ROW; quota = nextOfSku(quota)) {
      Sale it = sales.get(quotas.high(quota, SALE_SKU));
      if (isSold(quota)
          && !it.closed
          && nowMillis >= it.terms.exclusiveFrom
          && nowMillis < it.terms.endsAt) {
        return quotas.high(quota, SALE_SKU);
      }
    }
    return -1;
  }

  /** A SKU's quota in a sale, or -1 if the sale does not sell it. */
  public int quota(int sale, int sku) {
    int quota = find(sale, sku);
    return quota == NO_ROW || !isSold(quota) ? -1 : quota;
  }

  /** The first of a sale's quotas, or -1; go on with {@link #nextOfSale}. */
  public int firstQuota(int sale) {
    return sales.get(sale).firstQuota;
  }

  public int nextOfSale(int quota) {
    return quotas.low(quota, NEXT_OF_SKU_OF_SALE);
  }

  /** Whether the sale still sells the SKU. */
  public boolean isSold(int quota) {
    return quotas.get(quota, UNITS) != NOT_SOLD;
  }

  public int sku(int quota) {
    return quotas.low(quota, SALE_SKU);
  }

  /** How many units may be sold. */
  public long units(int quota) {
    return quotas.get(quota, UNITS);
  }

  /** How many are reserved or sold. */
  public long used(int quota) {
    return counters.used(counter(quota));
  }

  /** How many the customer of a reservation has. */
  public long usedByCustomer(int quota, Wanted wanted) {
    return counters.usedBy(
        counter(quota), wanted.customerBytes(), wanted.customerOffset(), wanted.customerLength());
  }

  /** Creates it or replaces its terms; quotas follow with {@link #setQuota}. */
  void define(int sale, int keyText, int detailsText, Terms terms) {
    if (sale == count()) {
      sales.add(new Sale(terms));
    } else {
      hash -= sales.get(sale).terms.hash(sale);
      sales.get(sale).terms = terms;
    }
    registry.define(sale, keyText, detailsText);
    hash += terms.hash(sale);
    for (int quota = firstQuota(sale); quota != NO_ROW; quota = nextOfSale(quota)) {
      setUnits(quota, NOT_SOLD);
    }
  }

  void setQuota(int sale, int sku, long units) {
    int quota = find(sale, sku);
    if (quota == NO_ROW) {
      quota = quotas.allocate();
      long key = Rows.pack(sale, sku);
      quotas.set(quota, SALE_SKU, key);
      quotas.set(quota, COUNTER, counters.create(key));
      quotas.set(
          quota, NEXT_OF_SKU_OF_SALE, Rows.pack(skus.firstQuota(sku), sales.get(sale).firstQuota));
      skus.setFirstQuota(sku, quota);
      sales.get(sale).firstQuota = quota;
    }
    setUnits(quota, units);
  }

  void close(int sale) {
    sales.get(sale).closed = true;
    hash += Hashing.weight(Hashing.SALES, sale, UNITS);
    forgetIfOver(sale);
  }

  void addOpenReservation(int sale) {
    sales.get(sale).openReservations++;
  }

  /** One that named it has become terminal. */
  void removeOpenReservation(int sale) {
    if (--sales.get(sale).openReservations < 0) {
      throw new InvariantBroken("sale " + sale + " has fewer than no open reservations");
    }
    forgetIfOver(sale);
  }

  /** The counter of a SKU in a sale, or -1 if it is forgotten. */
  int counterOf(int sale, int sku) {
    int quota = find(sale, sku);
    return quota == NO_ROW ? NO_ROW : counter(quota);
  }

  long hash() {
    return registry.hash() + hash;
  }

  private int counter(int quota) {
    return (int) quotas.get(quota, COUNTER);
  }

  private int nextOfSku(int quota) {
    return quotas.high(quota, NEXT_OF_SKU_OF_SALE);
  }

  private int find(int sale, int sku) {
    int quota = skus.firstQuota(sku);
    while (quota != NO_ROW && quotas.high(quota, SALE_SKU) != sale) {
      quota = nextOfSku(quota);
    }
    return quota == NO_ROW && isClosed(sale) ? findInSale(sale, sku) : quota;
  }

  /** A sale that is over is not among its SKUs' any more. */
  private int findInSale(int sale, int sku) {
    int quota = firstQuota(sale);
    while (quota != NO_ROW && sku(quota) != sku) {
      quota = nextOfSale(quota);
    }
    return quota;
  }

  private void setUnits(int quota, long units) {
    long weight = Hashing.weight(Hashing.SALES, quotas.get(quota, SALE_SKU), COUNTER);
    hash += (units - quotas.get(quota, UNITS)) * weight;
    quotas.set(quota, UNITS, units);
  }

  private void forgetIfOver(int sale) {
    Sale it = sales.get(sale);
    if (!it.closed || it.openReservations > 0) {
      return;
    }
    for (int quota = it.firstQuota; quota != NO_ROW; quota = nextOfSale(quota)) {
      counters.forgetCustomers(counter(quota));
      unlinkOfSku(quota);
    }
  }

  private void unlinkOfSku(int quota) {
    int sku = sku(quota);
    int previous = NO_ROW;
    int at = skus.firstQuota(sku);
    while (at != quota && at != NO_ROW) {
      previous = at;
      at = nextOfSku(at);
    }
    if (at == NO_ROW) {
      return;
    }
    if (previous == NO_ROW) {
      skus.setFirstQuota(sku, nextOfSku(quota));
    } else {
      quotas.setHigh(previous, NEXT_OF_SKU_OF_SALE, nextOfSku(quota));
    }
  }

  void carry(Image image) {
    registry.carry(image);
    quotas.carry(image);
    image.carryAll(sales, new Sale(Terms.NONE), Sale::carried);
    hash = image.carry(hash);
  }
}
