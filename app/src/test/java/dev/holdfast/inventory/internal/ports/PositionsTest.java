package dev.holdfast.inventory.internal.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, 999_999_999_999_999_999L})
  void aTokenComesBackAsThePositionItWasMadeOf(long position) {
    assertThat(Positions.parse(Positions.token(position))).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0-",
        "-1",
        "0--1",
        "0-x",
        "1-5",
        "0-1.1-2",
        "0-1 ",
        "0-9999999999999999999"
      })
  void anythingElseIsABadHeaderOrParameter(String token) {
    assertThatThrownBy(() -> Positions.parse(token))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_HEADER));
    assertThatThrownBy(() -> Positions.parse("changedAfter", token))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_PARAMETER));
  }
}
