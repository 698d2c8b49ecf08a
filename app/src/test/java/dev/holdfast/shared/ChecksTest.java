package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChecksTest {

  @SuppressWarnings("unchecked")
  private static List<Checks.FieldError> errors(Consumer<Checks> checking) {
    var checks = new Checks();
    checking.accept(checks);
    Problem problem = catchThrowableOfType(Problem.class, checks::done);
    return problem == null
        ? List.of()
        : (List<Checks.FieldError>) problem.extensions().getOrDefault("errors", List.of());
  }

  @Test
  void letsGoodValuesThrough() {
    var checks = new Checks();
    assertThat(checks.text("t", "x", 1)).isEqualTo("x");
    assertThat(checks.number("n", 5, 5, 5)).isEqualTo(5);
    assertThat(checks.numberOr("n", (Long) null, 1L, 2L, 7L)).isEqualTo(7);
    assertThat(checks.idOr("i", null, "")).isEmpty();
    assertThat(checks.items("l", List.of(1), 1)).containsExactly(1);
    assertThatCode(checks::done).doesNotThrowAnyException();
  }

  @Test
  void namesTheFieldAndTheRule() {
    assertThat(errors(checks -> checks.number("quantity", 0, 1, 9)))
        .containsExactly(new Checks.FieldError("quantity", "must be between 1 and 9"));
    assertThat(errors(checks -> checks.id("sku", "bulk")))
        .containsExactly(new Checks.FieldError("sku", "must not be the reserved word bulk"));
    assertThat(errors(checks -> checks.text("name", "ab", 1)))
        .containsExactly(new Checks.FieldError("name", "must have at most 1 character"));
    assertThat(errors(checks -> checks.text("name", "a\u0000", 9)))
        .containsExactly(new Checks.FieldError("name", "must not contain control characters"));
    assertThat(errors(checks -> checks.text("name", "a\ud83d", 9)))
        .containsExactly(
            new Checks.FieldError("name", "must not contain one half of a surrogate pair"));
    assertThat(errors(checks -> checks.text("name", "a\ud83d\ude00", 9))).isEmpty();
    assertThat(errors(checks -> checks.in("lines", 3).id("sku", null)))
        .containsExactly(new Checks.FieldError("lines[3].sku", "is required"));
  }

  @Test
  void tellsOneThingAFieldAndNotWithoutEnd() {
    assertThat(errors(checks -> checks.text("name", " ", 200))).hasSize(1);
    assertThat(
            errors(
                checks -> {
                  for (int i = 0; i < 1_000; i++) {
                    checks.in("lines", i).refuse("sku", "is odd");
                  }
                }))
        .hasSize(20);
  }

  @Test
  void cutsAListThatIsTooLong() {
    var checks = new Checks();
    assertThat(checks.items("l", List.of(1, 2, 3), 2)).hasSize(2);
    assertThat(errors(more -> more.items("l", List.of(), 2))).hasSize(1);
  }
}
