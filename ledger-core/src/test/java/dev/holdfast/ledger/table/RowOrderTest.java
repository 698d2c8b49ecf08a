package dev.holdfast.ledger.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of rows against a sorted set. */
final class RowOrderTest {

  private static final int KEY = 0;
  private static final int TIE = 1;
  private static final int LINKS = 2;
  private static final long DAY = 86_400_000;
  private static final long YEAR = 365 * DAY;

  private final Rows rows = new Rows(3);
  private final RowOrder order = new RowOrder(rows, KEY, TIE, LINKS);
  private final TreeSet<Entry> model = new TreeSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private long nextTie = 1;

  private record Entry(long key, long tie, int row) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byKey = Long.compare(key, other.key);
      return byKey != 0 ? byKey : Long.compare(tie, other.tie);
    }
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(order.isEmpty()).isTrue();
    assertThat(order.first()).isEqualTo(-1);
    assertThat(order.firstKey()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void ordersSameKeysByTie() {
    int later = add(5, 2).row;
    int earlier = add(5, 1).row;
    assertThat(order.first()).isEqualTo(earlier);
    order.remove(earlier);
    assertThat(order.first()).isEqualTo(later);
  }

  /** From few keys to many, near and far, with jumps of the clock and ties that do not ascend. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0", "2, 50, 0", "3, 3000, 0", "4, 600000, 0", "5, 86400000, 0",
    "6, 50, 5000", "7, 600000, 1000", "8, 86400000, 5000", "9, 5, 200", "10, 9000000000000000, 0"
  })
  void keepsOrderWhateverIsRemoved(long seed, long spread, int jumpEvery) {
    var random = new Random(seed);
    long now = 1_800_000_000_000L;
    int most = 1 + random.nextInt(6_000);
    for (int step = 0; step < 40_000; step++) {
      now += random.nextInt(3);
      if (jumpEvery > 0 && random.nextInt(jumpEvery) == 0) {
        now += random.nextBoolean() ? random.nextLong(9 * DAY) : random.nextLong(3 * YEAR);
        now -= random.nextBoolean() ? random.nextLong(2 * YEAR) : 0;
      }
      if (entries.size() < random.nextInt(most)) {
        long tie = random.nextInt(4) == 0 ? nextTie - random.nextInt(1_000_000) * 7L : nextTie;
        add(now + random.nextLong(spread), tie);
      } else if (!entries.isEmpty()) {
        remove(random.nextBoolean() ? model.first() : entries.get(random.nextInt(entries.size())));
      }
      agrees();
    }
    while (!model.isEmpty()) {
      remove(model.first());
      agrees();
    }
  }

  private Entry add(long key, long tie) {
    int row = rows.allocate();
    long unique = tie * 1_000_000 + nextTie++;
    rows.set(row, KEY, key);
    rows.set(row, TIE, unique);
    order.add(row);
    var entry = new Entry(key, unique, row);
    model.add(entry);
    entries.add(entry);
    return entry;
  }

  private void remove(Entry entry) {
    order.remove(entry.row);
    rows.free(entry.row);
    model.remove(entry);
    int at = entries.indexOf(entry);
    entries.set(at, entries.getLast());
    entries.removeLast();
  }

  private void agrees() {
    assertThat(order.size()).isEqualTo(model.size());
    Entry first = model.isEmpty() ? null : model.first();
    assertThat(order.first()).isEqualTo(first == null ? -1 : first.row);
    assertThat(order.firstKey()).isEqualTo(first == null ? Long.MAX_VALUE : first.key);
  }
}
