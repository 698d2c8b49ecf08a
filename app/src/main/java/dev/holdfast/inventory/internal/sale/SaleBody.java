package dev.holdfast.inventory.internal.sale;

import dev.holdfast.channel.Channel;
import dev.holdfast.inventory.Quantities;
import dev.holdfast.shared.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sale is set to. */
record SaleBody(
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Boolean exclusive,
    @Nullable Instant exclusiveFrom,
    @Nullable List<QuotaBody> skus,
    @Nullable Long perCustomer,
    @Nullable Integer ttlSeconds,
    @Nullable List<String> channels) {

  private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int SKUS_MAX = 1_000;
  private static final int CHANNELS_MAX = 1_000;

  /** How many units of a SKU it may sell. */
  record QuotaBody(@Nullable String sku, @Nullable Long quota) {}

  /** The sale it describes, of which nothing is sold yet, or the problem VALIDATION_FAILED. */
  Sale sale(String id) {
    var checks = new Checks();
    checks.id("id", id);
    Instant start = time(checks, "startsAt", checks.present("startsAt", startsAt, Instant.EPOCH));
    Instant end = time(checks, "endsAt", checks.present("endsAt", endsAt, TIME_MAX));
    checks.that(end.isAfter(start), "endsAt", "must be after startsAt");
    checks.numberOr("perCustomer", perCustomer, 1, Quantities.QUANTITY_MAX, 1);
    checks.numberOr("ttlSeconds", ttlSeconds, 1, Channel.TTL_SECONDS_MAX, 1);
    var sale =
        new Sale(
            id,
            start,
            end,
            isExclusive(),
            checkedExclusiveFrom(checks, start, end),
            checkedQuotas(checks),
            perCustomer,
            ttlSeconds,
            checkedChannels(checks),
            false,
            0);
    checks.done();
    return sale;
  }

  private boolean isExclusive() {
    return !Boolean.FALSE.equals(exclusive);
  }

  /** The ledger's clock tells milliseconds, from 1970 on. */
  private static Instant time(Checks checks, String field, Instant time) {
    boolean fits = !time.isBefore(Instant.EPOCH) && !time.isAfter(TIME_MAX);
    checks.that(fits, field, "must be between the years 1970 and 9999");
    return fits ? Instant.ofEpochMilli(time.toEpochMilli()) : Instant.EPOCH;
  }

  private @Nullable Instant checkedExclusiveFrom(Checks checks, Instant start, Instant end) {
    if (!isExclusive()) {
      checks.that(exclusiveFrom == null, "exclusiveFrom", "is only for an exclusive sale");
      return null;
    }
    if (exclusiveFrom == null) {
      return start;
    }
    Instant from = time(checks, "exclusiveFrom", exclusiveFrom);
    checks.that(from.isBefore(end), "exclusiveFrom", "must be before endsAt");
    return from;
  }

  private List<Sale.Quota> checkedQuotas(Checks checks) {
    List<QuotaBody> asked = checks.items("skus", skus, SKUS_MAX);
    var quotas = new ArrayList<Sale.Quota>(asked.size());
    var named = new HashSet<String>();
    for (int i = 0; i < asked.size(); i++) {
      checks.in("skus", i);
      String sku = checks.id("sku", asked.get(i).sku());
      checks.that(named.add(sku), "sku", "must not be named twice");
      quotas.add(
          new Sale.Quota(
              sku, checks.number("quota", asked.get(i).quota(), 0, Quantities.ON_HAND_MAX), 0));
    }
    checks.out();
    return quotas;
  }

  private List<String> checkedChannels(Checks checks) {
    List<String> asked = checks.itemsOrNone("channels", channels, CHANNELS_MAX);
    var named = new HashSet<String>();
    for (int i = 0; i < asked.size(); i++) {
      String field = "channels[" + i + "]";
      checks.that(named.add(checks.id(field, asked.get(i))), field, "must not be named twice");
    }
    return asked;
  }
}
