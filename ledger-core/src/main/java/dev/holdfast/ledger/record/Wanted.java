package dev.holdfast.ledger.record;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import java.util.List;

/**
 * What a reservation asks for: its lines and the conditions that it must meet. Reused from command
 * to command. Not thread-safe.
 */
public final class Wanted {

  private static final byte[] NO_BYTES = {};

  private int channel;
  private int sale;
  private Split split = Split.ANY;
  private boolean recorded;
  private boolean partial;
  private ReservedAs as = ReservedAs.HELD;
  private int lines;
  private final int[] skus = new int[Command.LINES_MAX];
  private final int[] quantities = new int[Command.LINES_MAX];
  private final int[] locations = new int[Command.LINES_MAX];
  private int rankedSize;
  private final int[] ranked = new int[Command.RANKED_MAX];
  private int drawsSize;
  private final int[] drawBudgets = new int[Command.DRAWS_MAX];
  private final long[] drawUnits = new long[Command.DRAWS_MAX];
  private byte[] customerBytes = NO_BYTES;
  private int customerOffset;
  private int customerLength;
  private Text reference = Text.EMPTY;

  /** Starts over with no lines, nothing ranked and nothing drawn on. */
  public void clear(int newChannel, int newSale, Split newSplit) {
    channel = newChannel;
    sale = newSale;
    split = newSplit;
    recorded = false;
    partial = false;
    as = ReservedAs.HELD;
    lines = 0;
    rankedSize = 0;
    drawsSize = 0;
    customerLength = 0;
    reference = Text.EMPTY;
  }

  /** Takes over what a command asks for. */
  public void set(Command.Reserve reserve) {
    clear(reserve.channel(), reserve.sale(), reserve.split());
    recorded = reserve.recorded();
    partial = reserve.allowPartial();
    as = reserve.as();
    List<Command.Line> asked = reserve.lines();
    for (int i = 0; i < asked.size(); i++) {
      Command.Line line = asked.get(i);
      addLine(line.sku(), line.quantity(), line.location());
    }
    List<Integer> places = reserve.rankedLocations();
    for (int i = 0; i < places.size(); i++) {
      rank(places.get(i));
    }
    List<Command.Draw> draws = reserve.draws();
    for (int i = 0; i < draws.size(); i++) {
      draw(draws.get(i).budget(), draws.get(i).units());
    }
    Text customer = reserve.customer();
    customer(customer.utf8(), 0, customer.length());
    reference = reserve.reference();
  }

  /** Adds a line; {@code location} is the only one it may come from, or NONE. */
  public void addLine(int sku, int quantity, int location) {
    skus[lines] = sku;
    quantities[lines] = quantity;
    locations[lines] = location;
    lines++;
  }

  /** Adds to the locations it may come from, best first. */
  public void rank(int location) {
    ranked[rankedSize++] = location;
  }

  /** Draws on a budget. */
  public void draw(int budget, long units) {
    drawBudgets[drawsSize] = budget;
    drawUnits[drawsSize] = units;
    drawsSize++;
  }

  /** Names the customer, by bytes that are lent. */
  public void customer(byte[] bytes, int offset, int length) {
    customerBytes = bytes;
    customerOffset = offset;
    customerLength = length;
  }

  public int channel() {
    return channel;
  }

  public int sale() {
    return sale;
  }

  public Split split() {
    return split;
  }

  /** Whether it has happened already, so that what is missing is forced. */
  public boolean isRecorded() {
    return recorded;
  }

  /** Whether its lines may be cut. */
  public boolean allowsPart() {
    return partial;
  }

  public ReservedAs as() {
    return as;
  }

  public int lines() {
    return lines;
  }

  public int sku(int line) {
    return skus[line];
  }

  public int quantity(int line) {
    return quantities[line];
  }

  /** The only location a line may come from, or NONE. */
  public int location(int line) {
    return locations[line];
  }

  public int rankedSize() {
    return rankedSize;
  }

  public int ranked(int rank) {
    return ranked[rank];
  }

  public int drawsSize() {
    return drawsSize;
  }

  public int drawBudget(int draw) {
    return drawBudgets[draw];
  }

  public long drawUnits(int draw) {
    return drawUnits[draw];
  }

  public boolean hasCustomer() {
    return customerLength > 0;
  }

  public byte[] customerBytes() {
    return customerBytes;
  }

  public int customerOffset() {
    return customerOffset;
  }

  public int customerLength() {
    return customerLength;
  }

  public Text reference() {
    return reference;
  }
}
