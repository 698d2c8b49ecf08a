package dev.holdfast.inventory;

import dev.holdfast.shared.Answer;

/**
 * What was read, and from which state at least.
 *
 * @param position of that state
 */
public record Reading<T>(T value, String position) {

  /** 200 with it. */
  public Answer answer() {
    return Answer.ok(value).position(position);
  }
}
