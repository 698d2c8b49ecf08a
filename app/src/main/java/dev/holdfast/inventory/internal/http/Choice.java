package dev.holdfast.inventory.internal.http;

import dev.holdfast.shared.Checks;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks fields that name one of a few things. */
final class Choice {

  private Choice() {}

  /**
   * The constant of that name; one must be given.
   *
   * @param standIn any of them, good until the checks are done
   */
  static <E extends Enum<E>> E of(Checks checks, String field, @Nullable String name, E standIn) {
    E[] choices = standIn.getDeclaringClass().getEnumConstants();
    for (E choice : choices) {
      if (choice.name().equals(name)) {
        return choice;
      }
    }
    checks.refuse(
        field,
        Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", ", "must be one of ", "")));
    return standIn;
  }
}
