package dev.holdfast.inventory;

import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Problem;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the ledger answered, once that is durable. A refusal is one, and no exception. */
public sealed interface Outcome<T> {

  /**
   * What is sent to the caller, its headers included.
   *
   * @param done the answer's status, body and headers of its own, if the ledger did as it was asked
   */
  Answer answer(Function<? super T, Answer> done);

  /**
   * Takes what the ledger answered, for a caller with many requests under way.
   *
   * @param <T> what it was asked for
   */
  @FunctionalInterface
  interface Taker<T> {

    /**
     * Called once, on a thread that others wait for: it does no more than to remember it.
     *
     * @param outcome makes it, which is work for the caller's own thread
     */
    void take(Supplier<Outcome<T>> outcome);
  }

  /**
   * The ledger did as it was asked.
   *
   * @param position of the state that holds it
   * @param replayed whether the same request did it before
   */
  record Done<T>(T value, String position, boolean replayed) implements Outcome<T> {
    @Override
    public Answer answer(Function<? super T, Answer> done) {
      Answer answer = done.apply(value).position(position);
      return replayed ? answer.replayed() : answer;
    }
  }

  /** The ledger refused, or nobody knows what it did. The problem has the headers it needs. */
  record Refused<T>(Problem problem) implements Outcome<T> {
    @Override
    public Answer answer(Function<? super T, Answer> done) {
      return Answer.problem(problem);
    }
  }
}
