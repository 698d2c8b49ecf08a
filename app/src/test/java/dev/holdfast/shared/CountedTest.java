package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void nounsAndVerbsGoWithTheirNumber() {
    assertThat(Counted.of(1, "unit")).isEqualTo("1 unit");
    assertThat(Counted.of(0, "unit")).isEqualTo("0 units");
    assertThat(Counted.of(1_000, "unit")).isEqualTo("1000 units");
    assertThat(Counted.are(1, "unit")).isEqualTo("1 unit is");
    assertThat(Counted.are(2, "unit")).isEqualTo("2 units are");
  }
}
