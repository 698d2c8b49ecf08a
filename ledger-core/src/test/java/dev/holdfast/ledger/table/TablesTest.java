package dev.holdfast.ledger.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each table against the plainest collection that does the same, at random. */
final class TablesTest {

  private static final int STEPS = 20_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsRowsByKeyWhateverIsRemoved(long seed) {
    var random = new Random(seed);
    var index = new RowIndex(8);
    var model = new TreeMap<Long, List<Integer>>();
    for (int step = 0; step < STEPS; step++) {
      long key = random.nextInt(300);
      List<Integer> rows = model.computeIfAbsent(key, any -> new ArrayList<>());
      if (rows.size() > random.nextInt(3)) {
        index.remove(key, rows.removeLast());
      } else {
        rows.add(step);
        index.put(key, step);
      }
      long asked = random.nextInt(300);
      var found = new ArrayList<Integer>();
      for (int slot = index.find(asked); slot >= 0; slot = index.findNext(asked, slot)) {
        found.add(index.rowAt(slot));
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(model.getOrDefault(asked, List.of()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void keepsTextsApartWhateverIsFreed(long seed) {
    var random = new Random(seed);
    var texts = new Texts();
    Map<Integer, String> model = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      if (model.size() > random.nextInt(500)) {
        int text = model.keySet().iterator().next();
        model.remove(text);
        texts.free(text);
      } else {
        String value = ("é" + step).repeat(random.nextInt(12));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int text = texts.allocate(bytes.length);
        System.arraycopy(bytes, 0, texts.page(text), texts.offset(text), bytes.length);
        model.put(text, value);
      }
    }
    model.forEach((text, value) -> assertThat(texts.string(text)).isEqualTo(value));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void givesFreedRowsOutAgainEmpty(long seed) {
    var random = new Random(seed);
    var rows = new Rows(3);
    Map<Integer, Long> model = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      if (model.size() > random.nextInt(9_000)) {
        int row = model.keySet().iterator().next();
        assertThat(rows.get(row, 2)).isEqualTo(model.remove(row));
        rows.free(row);
      } else {
        int row = rows.allocate();
        assertThat(rows.get(row, 0) | rows.get(row, 1) | rows.get(row, 2)).isZero();
        rows.set(row, 0, -1);
        rows.set(row, 2, step);
        assertThat(model.put(row, (long) step)).isNull();
      }
      assertThat(rows.used()).isEqualTo(model.size());
    }
  }
}
