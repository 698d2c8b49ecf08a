package dev.holdfast.ledger.record;

import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.sbe.RequestAnsweredEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes facts behind one another into a lent buffer, as {@link FactReader} reads them. Not
 * thread-safe; allocates nothing.
 */
public final class FactWriter {

  /** The most bytes that the facts of one decision take, the answer to its request included. */
  public static final int DECISION_BYTES_MAX = 192 * 1024;

  private final FactBuffer facts = new FactBuffer();
  private final SettingsFactWriter settings = new SettingsFactWriter(facts);
  private final StockFactWriter stock = new StockFactWriter(facts);
  private final ReservationFactWriter reservations = new ReservationFactWriter(facts);
  private final RequestAnsweredEncoder requestAnswered = new RequestAnsweredEncoder();

  /** Starts over at the beginning of a buffer. */
  public void wrap(UnsafeBuffer newBuffer) {
    facts.wrap(newBuffer);
  }

  /** The time of the facts to come, epoch milliseconds. */
  public void at(long newTimeMillis) {
    facts.timeMillis = newTimeMillis;
  }

  public UnsafeBuffer buffer() {
    return facts.bytes;
  }

  /** Bytes written since {@link #wrap}. */
  public int length() {
    return facts.length;
  }

  /** Facts written since {@link #wrap}. */
  public int count() {
    return facts.count;
  }

  /**
   * Takes back the facts written last.
   *
   * @param toLength of {@link #length()} before them
   * @param toCount of {@link #count()} before them
   */
  public void rewind(int toLength, int toCount) {
    facts.length = toLength;
    facts.count = toCount;
  }

  /** Facts about locations, SKUs, channels, sales, budgets. */
  public SettingsFactWriter settings() {
    return settings;
  }

  /** Facts about stock and its allocation. */
  public StockFactWriter stock() {
    return stock;
  }

  /** Facts about reservations. */
  public ReservationFactWriter reservations() {
    return reservations;
  }

  /**
   * Writes that a request has been answered, and how.
   *
   * @param reservation the one it is about, 0 for none
   * @param answer holds the encoded answer, {@code answerLength} bytes from {@code answerOffset}
   */
  public void requestAnswered(
      RequestId request,
      ResultCode code,
      long reservation,
      UnsafeBuffer answer,
      int answerOffset,
      int answerLength) {
    requestAnswered
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .high(request.high())
        .low(request.low())
        .content(request.content())
        .reservation(reservation)
        .code((short) code.code())
        .putAnswer(answer, answerOffset, answerLength);
    facts.end(requestAnswered.encodedLength());
  }
}
