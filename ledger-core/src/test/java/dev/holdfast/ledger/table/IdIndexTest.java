package dev.holdfast.ledger.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows by ascending numbers against a map. */
final class IdIndexTest {

  private static final int PAGE = 4_096;

  private final IdIndex index = new IdIndex();

  @Test
  void knowsNothingAtFirst() {
    assertThat(index.row(0)).isEqualTo(-1);
    assertThat(index.row(1)).isEqualTo(-1);
    assertThat(index.row(Long.MAX_VALUE)).isEqualTo(-1);
  }

  @Test
  void startsAnywhere() {
    index.put(1L << 50, 7);
    assertThat(index.row(1L << 50)).isEqualTo(7);
    assertThat(index.row(1)).isEqualTo(-1);
  }

  @Test
  void findsOneThatStaysAmongMillionsThatGo() {
    index.put(1, 3);
    for (long number = 2; number < 500L * PAGE; number++) {
      index.put(number, 4);
      index.remove(number);
    }
    assertThat(index.row(1)).isEqualTo(3);
    index.remove(1);
    assertThat(index.row(1)).isEqualTo(-1);
    index.put(500L * PAGE, 5);
    assertThat(index.row(500L * PAGE)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 1", "2, 30000, 1", "3, 100, 900", "4, 30000, 20", "5, 3, 20000"})
  void findsWhateverIsRemoved(long seed, int most, int stepMax) {
    var random = new Random(seed);
    Map<Long, Integer> model = new HashMap<>();
    var numbers = new ArrayList<Long>();
    long last = random.nextInt(10_000);
    for (int step = 0; step < 40_000; step++) {
      if (numbers.size() < random.nextInt(most)) {
        last += 1 + random.nextInt(stepMax);
        index.put(last, step);
        model.put(last, step);
        numbers.add(last);
      } else if (!numbers.isEmpty()) {
        int at = random.nextInt(numbers.size());
        long number = numbers.set(at, numbers.getLast());
        numbers.removeLast();
        assertThat(index.row(number)).isEqualTo(model.remove(number));
        index.remove(number);
      }
      long asked = last + 5_000 - random.nextInt(50_000);
      assertThat(index.row(asked)).isEqualTo(model.getOrDefault(asked, -1));
    }
    model.forEach((number, row) -> assertThat(index.row(number)).isEqualTo(row));
  }
}
