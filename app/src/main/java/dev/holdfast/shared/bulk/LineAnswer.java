package dev.holdfast.shared.bulk;

import dev.holdfast.shared.Answer;
import java.util.function.Supplier;

/** Where the answer to one line goes. Thread-safe. */
@FunctionalInterface
public interface LineAnswer {

  /**
   * Gives it, at next to no cost for the calling thread.
   *
   * @param answer makes it, later, on the event loop of the connection; its headers go nowhere
   */
  void give(Supplier<Answer> answer);
}
