package dev.holdfast.stream.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeRingTest {

  @Test
  void keepsTheNewestChangesInOrder() {
    var ring = new ChangeRing();
    for (int sku = 0; sku < ChangeRing.CAPACITY + 10; sku++) {
      ring.append(sku);
    }
    long end = ring.appended();
    assertThat(ring.between(end - 3, end))
        .containsExactly((int) end - 3, (int) end - 2, (int) end - 1);
    assertThat(ring.between(10, end)).hasSize(ChangeRing.CAPACITY);
    assertThat(ring.between(9, end)).isNull();
    assertThat(ring.between(9, 12)).isNull();
  }

  @Test
  void neverGivesWhatWasOverwrittenMeanwhile() throws InterruptedException {
    var ring = new ChangeRing();
    var writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int sku = 0; sku < 3_000_000; sku++) {
                    ring.append(sku);
                  }
                });
    while (writer.isAlive()) {
      long to = ring.appended() - 1;
      long from = Math.max(0, to - ChangeRing.CAPACITY + 100);
      int[] skus = to <= from ? null : ring.between(from, to);
      for (int i = 0; skus != null && i < skus.length; i++) {
        assertThat(skus[i]).isEqualTo((int) from + i);
      }
    }
    writer.join();
  }
}
