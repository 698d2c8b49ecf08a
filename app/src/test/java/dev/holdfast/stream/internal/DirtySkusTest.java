package dev.holdfast.stream.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DirtySkusTest {

  @Test
  void drainsEachMarkOnceAndInOrder() {
    var dirty = new DirtySkus();
    for (int sku : new int[] {70_000, 3, 63, 64, 3, 4_095, 4_096}) {
      dirty.mark(sku);
    }
    assertThat(dirty.drain()).containsExactly(3, 63, 64, 4_095, 4_096, 70_000);
    assertThat(dirty.drain()).isEmpty();
  }

  @Test
  void losesNoMarkWhileItIsDrained() throws InterruptedException {
    var dirty = new DirtySkus();
    var seen = new BitSet();
    var marker =
        Thread.ofPlatform()
            .start(() -> new Random(3).ints(200_000, 0, 50_000).forEach(dirty::mark));
    while (marker.isAlive()) {
      drain(dirty, seen);
    }
    marker.join();
    drain(dirty, seen);
    var marked = new BitSet();
    new Random(3).ints(200_000, 0, 50_000).forEach(marked::set);
    assertThat(seen).isEqualTo(marked);
  }

  private static void drain(DirtySkus dirty, BitSet into) {
    for (int sku : dirty.drain()) {
      into.set(sku);
    }
  }
}
