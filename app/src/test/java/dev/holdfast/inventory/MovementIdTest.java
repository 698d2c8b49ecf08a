package dev.holdfast.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovementIdTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, 999_999_999_999_999_999L})
  void comesBackAsWhatItWasMadeOf(long position) {
    var id = new MovementId(position);
    assertThat(MovementId.parse(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m",
        "m0-",
        "m0--1",
        "m0-x",
        "m1-5",
        "0-5",
        "M0-5",
        "m0-01",
        "m0-1 ",
        "m0-٣",
        "m0-9999999999999999999"
      })
  void nothingElseIsOne(String text) {
    assertThat(MovementId.parse(text)).isEmpty();
  }
}
