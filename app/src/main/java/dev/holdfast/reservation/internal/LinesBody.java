package dev.holdfast.reservation.internal;

import dev.holdfast.inventory.Quantities;
import dev.holdfast.inventory.Reservations.Change;
import dev.holdfast.inventory.Reservations.LineUnits;
import dev.holdfast.inventory.Reservations.Verb;
import dev.holdfast.shared.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of which lines a verb is for; nothing said is all that is left. */
record LinesBody(@Nullable List<LineBody> lines) {
  /** Units of one line. */
  record LineBody(@Nullable Integer line, @Nullable Integer quantity) {}

  /** What it asks for, or the problem VALIDATION_FAILED. */
  Change change(Verb verb, int linesMax) {
    return new Change(verb, lines == null ? List.of() : checked(lines, linesMax), false);
  }

  private static List<LineUnits> checked(List<LineBody> lines, int linesMax) {
    var checks = new Checks();
    List<LineBody> asked = checks.items("lines", lines, linesMax);
    var checked = new ArrayList<LineUnits>(asked.size());
    var numbers = new HashSet<Integer>();
    for (int i = 0; i < asked.size(); i++) {
      checks.in("lines", i);
      LineBody line = asked.get(i);
      int number = checks.number("line", line.line(), 1, Quantities.QUANTITY_MAX);
      checks.that(numbers.add(number), "line", "must not be named twice");
      checked.add(
          new LineUnits(
              number, checks.number("quantity", line.quantity(), 1, Quantities.QUANTITY_MAX)));
    }
    checks.done();
    return checked;
  }
}
