package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.record.FactReader;
import dev.holdfast.ledger.table.CounterTable;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.InvariantBroken;
import dev.holdfast.ledger.table.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Everything the ledger knows at one position. {@link #apply} is the only way to change it.
 *
 * <p>Not thread-safe: the ring's owner has one, the publisher another.
 */
public final class LedgerState {

  /** The number of what {@link #carry} carries: raised whenever any table's part of it changes. */
  public static final int LAYOUT = 1;

  /** Of so few facts each would be applied before another's rows were there. */
  private static final int FEW_BYTES = 1_024;

  final Texts texts = new Texts();
  final SkuTable skus = new SkuTable(texts);
  final LocationTable locations = new LocationTable(texts);
  final ChannelTable channels = new ChannelTable(texts);
  final CounterTable counters = new CounterTable(texts);
  final SaleTable sales = new SaleTable(texts, skus, counters);
  final BudgetTable budgets = new BudgetTable(texts, counters);
  final StockTable stock = new StockTable(skus);
  final ExpectedTable expected = new ExpectedTable();
  final UseTable uses = new UseTable(skus);
  final AllocationTable allocations = new AllocationTable(skus, channels, uses);
  final ConditionTable conditions = new ConditionTable();
  final ReservationTable reservations = new ReservationTable(texts, conditions);
  final Backlog backlog = new Backlog(stock, reservations);
  final RequestTable requests = new RequestTable();
  final Memory memory = new Memory(reservations, requests);
  final Consequences consequences = new Consequences();
  private final TouchAhead ahead = new TouchAhead(this);
  private final FactsAhead factsAhead = new FactsAhead(ahead);
  private final FactReader reader = new FactReader();
  private final Applier applier;
  private long position;
  long timeMillis;

  /** An empty state. */
  public LedgerState(ChangeListener listener) {
    applier = new Applier(this, listener);
  }

  /**
   * Applies a run of facts, the first of which follows {@link #position()}.
   *
   * @throws InvariantBroken if they contradict the state, which is then unusable
   */
  public void apply(UnsafeBuffer buffer, int offset, int end) {
    consequences.clear();
    int at = offset;
    while (end - at > FEW_BYTES && ahead.isWorthIt()) {
      int next = factsAhead.add(buffer, at, end);
      ahead.touch();
      position = reader.read(buffer, at, next, position + 1, applier) - 1;
      at = next;
    }
    position = reader.read(buffer, at, end, position + 1, applier) - 1;
  }

  /** For whoever knows what will be decided next. */
  public TouchAhead ahead() {
    return ahead;
  }

  /**
   * Carries everything out into an image, or in: what was there before is gone then. What stands in
   * an image is {@link #LAYOUT}.
   */
  public void carry(Image image) {
    position = image.carry(position);
    timeMillis = image.carry(timeMillis);
    texts.carry(image);
    skus.carry(image);
    locations.carry(image);
    channels.carry(image);
    counters.carry(image);
    sales.carry(image);
    budgets.carry(image);
    stock.carry(image);
    expected.carry(image);
    uses.carry(image);
    allocations.carry(image);
    conditions.carry(image);
    reservations.carry(image);
    backlog.carry(image);
    requests.carry(image);
    memory.carry(image);
    consequences.clear();
  }

  /**
   * Checks that every sum is the sum of its parts. Costs O(everything).
   *
   * @throws InvariantBroken which names the first that is not
   */
  public void audit() {
    Audit.check(this);
  }

  public SkuTable skus() {
    return skus;
  }

  public LocationTable locations() {
    return locations;
  }

  public ChannelTable channels() {
    return channels;
  }

  public SaleTable sales() {
    return sales;
  }

  public BudgetTable budgets() {
    return budgets;
  }

  public StockTable stock() {
    return stock;
  }

  public ExpectedTable expected() {
    return expected;
  }

  public AllocationTable allocations() {
    return allocations;
  }

  /** What few reservations have. */
  public ConditionTable conditions() {
    return conditions;
  }

  public ReservationTable reservations() {
    return reservations;
  }

  public RequestTable requests() {
    return requests;
  }

  /** What the facts of the last {@link #apply} call for. */
  public Consequences consequences() {
    return consequences;
  }

  public Bounds bounds() {
    return memory.bounds();
  }

  /** Of the last fact applied, 0 for none. */
  public long position() {
    return position;
  }

  /** Time of the last fact applied, epoch milliseconds. */
  public long timeMillis() {
    return timeMillis;
  }

  /**
   * A hash over every figure, setting, reservation and remembered request, and over the order in
   * which lines wait, kept up to date fact by fact. Not in it are what follows from the rest,
   * positions and times of changes, and what only says when something is forgotten: the time of a
   * request and whether it succeeded, the order of what ended at the same time. How it is made is
   * frozen by the journals that hold it: the schema's id changes with it.
   */
  public long hash() {
    return skus.hash()
        + locations.hash()
        + channels.hash()
        + counters.hash()
        + sales.hash()
        + budgets.hash()
        + stock.hash()
        + expected.hash()
        + uses.hash()
        + allocations.hash()
        + reservations.hash()
        + backlog.hash()
        + requests.hash()
        + memory.hash();
  }

  /** A text that a row names. */
  public String text(int text) {
    return texts.string(text);
  }

  /** Where a text's bytes are, from {@link #textOffset} on. */
  public byte[] textPage(int text) {
    return texts.page(text);
  }

  public int textOffset(int text) {
    return texts.offset(text);
  }

  public int textLength(int text) {
    return texts.length(text);
  }
}
