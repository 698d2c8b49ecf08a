package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Availability;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener.Published;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.StockView;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.recovery.BlockApplier;
import dev.holdfast.ledger.snapshot.StateCopy;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.LocationTable;
import dev.holdfast.ledger.state.ReservationTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The second state: what is durable, for reads. The publisher applies whole blocks; any thread
 * reads between them.
 */
final class DurableState implements Reads {

  /** How many reservations a list looks at before it lets a block in. */
  private static final int SCAN_CHUNK = 512;

  private final int shard;
  private final LedgerClock clock;
  private final TouchedRows skus = new TouchedRows();
  private final TouchedRows channels = new TouchedRows();
  private final LedgerState state =
      new LedgerState(
          new ChangeListener() {
            @Override
            public void onSku(int sku) {
              skus.add(sku);
            }

            @Override
            public void onStock(int stock) {}

            @Override
            public void onChannel(int channel) {
              channels.add(channel);
            }
          });
  private final Views views = new Views(state);
  private final BlockApplier replay;
  private final StampedLock lock = new StampedLock();
  private final Confinement publisher = new Confinement();
  private volatile Mark mark = new Mark(0, 0, 0);

  DurableState(int shard, LedgerClock clock) {
    this.shard = shard;
    this.clock = clock;
    replay = new BlockApplier(shard, state);
  }

  /** Makes it what a snapshot holds. Before anyone reads. */
  void load(Consumer<LedgerState> snapshot) {
    snapshot.accept(state);
    remark();
  }

  /** Items, reservations that hold stock, and such: about what a copy costs. */
  long rows() {
    return (long) state.stock().count() + state.reservations().openCount();
  }

  /** Makes another state what this is. While nobody applies anything. */
  void copyTo(LedgerState other) {
    StateCopy.copy(shard, state, other);
  }

  /** Applies a stored block while the ledger is not open. On one thread at a time. */
  Published replay(Block block) {
    long stamp = lock.writeLock();
    try {
      replay.apply(block);
    } finally {
      lock.unlockWrite(stamp);
    }
    remark();
    return new Published(
        shard,
        block.firstPosition(),
        block.lastPosition(),
        block.lastTimeMillis(),
        block.payload().asReadOnlyBuffer(),
        skus.take(),
        channels.take());
  }

  /**
   * Applies a block that has become durable. On the publishing thread.
   *
   * @throws IllegalStateException if it leads to another state than the owner's
   */
  Published apply(OpenBlock block) {
    assert publisher.admits() : publisher;
    long stamp = lock.writeLock();
    try {
      state.apply(block.facts, 0, block.factBytes);
    } finally {
      lock.unlockWrite(stamp);
    }
    if (state.hash() != block.stateHash || state.position() != block.lastPosition) {
      throw new IllegalStateException(
          "the read state differs from the owner's at position " + block.lastPosition);
    }
    remark();
    return new Published(
        shard,
        block.firstPosition,
        block.lastPosition,
        block.lastTimeMillis,
        block.payload().asReadOnlyBuffer(),
        skus.take(),
        channels.take());
  }

  /** What belongs together, as it was after one block. */
  record Mark(long position, long stateHash, int openReservations) {}

  /** After the last block. From any thread. */
  Mark mark() {
    return mark;
  }

  @Override
  public long position() {
    return mark.position;
  }

  @Override
  public int sku(String id) {
    return read(() -> state.skus().find(id));
  }

  @Override
  public int location(String id) {
    return read(() -> state.locations().find(id));
  }

  @Override
  public int channel(String id) {
    return read(() -> state.channels().find(id));
  }

  @Override
  public int skuCount() {
    return read(() -> state.skus().count());
  }

  @Override
  public int locationCount() {
    return read(() -> state.locations().count());
  }

  @Override
  public int channelCount() {
    return read(() -> state.channels().count());
  }

  @Override
  public int sale(String id) {
    return read(() -> state.sales().find(id));
  }

  @Override
  public int saleCount() {
    return read(() -> state.sales().count());
  }

  @Override
  public int budget(String id) {
    return read(() -> state.budgets().find(id));
  }

  @Override
  public int budgetCount() {
    return read(() -> state.budgets().count());
  }

  @Override
  public SkuSettings skuSettings(int sku) {
    return read(() -> views.sku(sku));
  }

  @Override
  public LocationSettings locationSettings(int location) {
    return read(
        () -> {
          LocationTable locations = state.locations();
          LocationType type = locations.type(location);
          return new LocationSettings(locations.id(location), type, locations.details(location));
        });
  }

  @Override
  public ChannelSettings channelSettings(int channel) {
    return read(() -> views.channel(channel));
  }

  @Override
  public SaleView saleView(int sale) {
    return read(() -> views.sale(sale));
  }

  @Override
  public BudgetView budgetView(int budget) {
    return read(() -> views.budget(budget));
  }

  @Override
  public StockView stock(int sku) {
    return read(() -> views.stock(sku));
  }

  @Override
  public long safetyTarget(int sku, int location) {
    return read(
        () -> {
          int item = state.stock().find(sku, location);
          return item < 0 ? 0 : state.stock().safetyTarget(item);
        });
  }

  @Override
  public @Nullable ExpectedView expected(long movement) {
    long stamp = lock.readLock();
    try {
      return views.expected(movement);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  @Override
  public AllocationView allocation(int sku) {
    return read(() -> views.allocation(sku));
  }

  @Override
  public AllocationView defaultAllocation() {
    return read(views::defaultAllocation);
  }

  @Override
  public AllocationView preview(
      int sku, AllocationPolicy policy, List<Command.Allotment> allotments) {
    return read(() -> views.preview(sku, policy, allotments));
  }

  @Override
  public Availability availability(int channel, int sku) {
    return availabilityAt(channel, sku, Command.NONE);
  }

  @Override
  public Availability availabilityAt(int channel, int sku, int location) {
    return read(() -> views.availability(channel, sku, location));
  }

  @Override
  public @Nullable ReservationView reservation(long id) {
    long stamp = lock.readLock();
    try {
      long now = now();
      int reservation = state.reservations().find(id);
      return reservation < 0 ? null : views.reservation(reservation, now);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  @Override
  public ReservationPage reservations(
      ReservationFilter filter, long before, int limit, int scanMax) {
    long now = read(this::now);
    var items = new ArrayList<ReservationView>(limit);
    long newest = read(() -> ReservationId.number(state.reservations().lastId()));
    long next =
        Math.min(before == Long.MAX_VALUE ? newest : ReservationId.number(before) - 1, newest);
    long last = Math.max(0, next - scanMax);
    while (next > last && items.size() < limit) {
      long from = next;
      next = read(() -> scan(filter, from, Math.max(last, from - SCAN_CHUNK), limit, now, items));
    }
    return new ReservationPage(items, next <= 0 ? -1 : ReservationId.of(shard, next + 1));
  }

  /** Looks at the reservations (to, from], newest first; returns where it stopped. */
  private long scan(
      ReservationFilter filter,
      long from,
      long to,
      int limit,
      long now,
      List<ReservationView> items) {
    long number = from;
    for (; number > to && items.size() < limit; number--) {
      int reservation = state.reservations().find(ReservationId.of(shard, number));
      if (reservation >= 0 && matches(filter, reservation, now)) {
        items.add(views.reservation(reservation, now));
      }
    }
    return number;
  }

  private boolean matches(ReservationFilter filter, int reservation, long now) {
    ReservationTable reservations = state.reservations();
    return (filter.channel() == Command.NONE
            || filter.channel() == reservations.channel(reservation))
        && (filter.state() == null || filter.state() == reservations.stateAt(reservation, now))
        && matches(filter.customer(), reservations.customerText(reservation))
        && matches(filter.reference(), reservations.referenceText(reservation))
        && hasPart(filter, reservation);
  }

  private boolean matches(@Nullable String wanted, int text) {
    return wanted == null || wanted.equals(state.text(text));
  }

  private boolean hasPart(ReservationFilter filter, int reservation) {
    if (filter.sku() == Command.NONE && filter.location() == Command.NONE) {
      return true;
    }
    ReservationTable reservations = state.reservations();
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      int item = reservations.partStock(part);
      if (reservations.partQuantity(part) > 0
          && (filter.sku() == Command.NONE || filter.sku() == state.stock().sku(item))
          && (filter.location() == Command.NONE
              || filter.location() == state.stock().location(item))) {
        return true;
      }
    }
    return false;
  }

  /** As the owner would stamp it. */
  private long now() {
    return Math.max(clock.epochMillis(), state.timeMillis());
  }

  private void remark() {
    mark = new Mark(state.position(), state.hash(), state.reservations().openCount());
  }

  private <T> T read(Supplier<T> query) {
    long stamp = lock.readLock();
    try {
      return query.get();
    } finally {
      lock.unlockRead(stamp);
    }
  }
}
