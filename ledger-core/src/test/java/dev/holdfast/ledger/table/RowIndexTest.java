package dev.holdfast.ledger.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows by key against a map of lists. */
final class RowIndexTest {

  private final RowIndex index = new RowIndex(8);

  @Test
  void findsEachOfManyWhileItGrows() {
    for (int i = 0; i < 60_000; i++) {
      index.put(i * 17L, i);
      assertThat(index.row(i / 2 * 17L)).isEqualTo(i / 2);
      assertThat(index.row(i * 17L + 1)).isEqualTo(-1);
    }
    for (int i = 0; i < 60_000; i++) {
      assertThat(index.row(i * 17L)).isEqualTo(i);
    }
  }

  @Test
  void holdsManyMoreRowsOfOneKeyThanSplittingCanPart() {
    for (int i = 0; i < 20_000; i++) {
      index.put(i % 3 * 4L, i);
    }
    assertThat(rows(4)).hasSize(6_667);
    for (int i = 0; i < 20_000; i++) {
      index.remove(i % 3 * 4L, i);
    }
    assertThat(rows(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 300, 3", "2, 20000, 2", "3, 100000, 1", "4, 10, 2000"})
  void findsWhateverIsRemoved(long seed, int keys, int rowsOfKeyMax) {
    var random = new Random(seed);
    var model = new TreeMap<Long, List<Integer>>();
    for (int step = 0; step < 40_000; step++) {
      long key = key(random.nextInt(keys));
      List<Integer> rows = model.computeIfAbsent(key, any -> new ArrayList<>());
      if (rows.size() > random.nextInt(rowsOfKeyMax)) {
        index.remove(key, rows.removeLast());
      } else {
        rows.add(step);
        index.put(key, step);
      }
      if (rowsOfKeyMax < 100 || step % 100 == 0) {
        long asked = key(random.nextInt(keys));
        assertThat(rows(asked))
            .containsExactlyInAnyOrderElementsOf(model.getOrDefault(asked, List.of()));
      }
    }
    model.forEach((key, rows) -> assertThat(rows(key)).containsExactlyInAnyOrderElementsOf(rows));
  }

  /** Some that follow one another, some far apart. */
  private static long key(int number) {
    return number % 2 == 0 ? number / 2 : number * 0x9E3779B97F4A7C15L;
  }

  private List<Integer> rows(long key) {
    var found = new ArrayList<Integer>();
    for (int slot = index.find(key); slot >= 0; slot = index.findNext(key, slot)) {
      found.add(index.rowAt(slot));
    }
    return found;
  }
}
