package dev.holdfast.inventory;

import dev.holdfast.shared.Answer;

/**
 * Something was defined.
 *
 * @param created whether it is new
 * @param position of the state that holds it
 */
public record Defined(boolean created, String position) {

  /** 201 or 200 with it. */
  public Answer answer(Object defined) {
    return Answer.put(created, defined).position(position);
  }
}
