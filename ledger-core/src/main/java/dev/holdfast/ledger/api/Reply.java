package dev.holdfast.ledger.api;

import java.util.List;

/**
 * What the ledger answered, once that is durable.
 *
 * @param position the journal position this answer leans on; the read state holds it
 * @param replayed whether this is the stored answer to an earlier request with the same id
 */
public record Reply(ResultCode code, long position, boolean replayed, Outcome outcome) {

  /** The answer of a ledger that stopped before the outcome was known. */
  public static Reply unknown(long position) {
    return new Reply(ResultCode.OUTCOME_UNKNOWN, position, false, Plain.INSTANCE);
  }

  /** The answer to a request whose answer, at this position, is no longer in the journal. */
  public static Reply gone(long position) {
    return new Reply(ResultCode.ANSWER_GONE, position, true, Plain.INSTANCE);
  }

  public boolean isOk() {
    return code == ResultCode.OK;
  }

  /** What came of it, or what helps to act on a refusal. */
  public sealed interface Outcome {}

  /** Nothing more to say. */
  public record Plain() implements Outcome {
    public static final Plain INSTANCE = new Plain();
  }

  /** A location, SKU, channel, sale or budget was defined. */
  public record Defined(int ordinal, boolean created) implements Outcome {}

  /** A movement was recorded, or refused, at this stock item; its id is its position. */
  public record Moved(long movement, int sku, StockFigures stock) implements Outcome {}

  /** A reservation after the command, or as it stood when the command was refused. */
  public record Reserved(ReservationView reservation) implements Outcome {}

  /** What was missing, line by line: stock, a sale's quota or a customer's part of it. */
  public record Shortages(List<Shortage> shortages) implements Outcome {}

  /**
   * One line that could not be had whole.
   *
   * @param line its number, from 1
   * @param available the units it could have had
   */
  public record Shortage(int line, int sku, int requested, long available) {}

  /** A location the channel may not sell from. */
  public record NotAllowed(int location) implements Outcome {}

  /** The greatest value the rule allows. */
  public record Limit(long max) implements Outcome {}

  /**
   * The sale whose rule was broken, and by which line.
   *
   * @param line its number, from 1, or 0 for the whole reservation
   * @param sku of that line, or {@link Command#NONE}
   */
  public record SaleRule(int sale, int line, int sku) implements Outcome {}

  /** What is left of a budget, for this customer where its limit per customer was met. */
  public record BudgetLeft(int budget, long left) implements Outcome {}

  /**
   * What is left of a line of a reservation.
   *
   * @param left units that the verb could have taken, 0 for a line it does not have; of FULFIL,
   *     those that have come
   */
  public record LineLeft(long reservation, int line, long left) implements Outcome {}

  /** What is still open of an EXPECT or a TRANSFER. */
  public record ExpectedOpen(long expected, long open) implements Outcome {}
}
