package dev.holdfast.ledger.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.StockView;
import dev.holdfast.ledger.journal.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Readers see the state as it was after one block or another, never in between. */
final class DurableReadsTest {

  private static final int READERS = 2;

  /** At a mark, for one at the state: that one is soon looked at. */
  private static final int LOOKS = 50;

  private static final List<Block> HISTORY = StoredHistory.blocks();

  /** What there was to see after each block, as one thread alone saw it. */
  private static final Map<Long, DurableState.Mark> MARK_BY_POSITION = new HashMap<>();

  private static final NavigableMap<Long, StockView> STOCK_BY_CHANGE = new TreeMap<>();

  @BeforeAll
  static void lookAlone() {
    DurableState state = fresh();
    for (Block block : HISTORY) {
      state.apply(published(block));
      MARK_BY_POSITION.put(state.position(), state.mark());
      if (state.skuCount() > 0) {
        StockView stock = state.stock(0);
        STOCK_BY_CHANGE.put(stock.position(), stock);
      }
    }
  }

  @Test
  void seeWholeBlocks() throws Exception {
    long end = StressTime.end();
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
      do {
        var state = fresh();
        var start = new CyclicBarrier(READERS + 1);
        var ends = new ArrayList<Future<Boolean>>();
        ends.add(threads.submit(publisher(state, start)));
        for (int i = 0; i < READERS; i++) {
          ends.add(threads.submit(reader(state, start)));
        }
        for (Future<Boolean> each : ends) {
          assertThat(each.get()).isTrue();
        }
      } while (System.nanoTime() < end);
    }
  }

  private static Callable<Boolean> publisher(DurableState state, CyclicBarrier start) {
    List<OpenBlock> blocks = HISTORY.stream().map(DurableReadsTest::published).toList();
    return () -> {
      start.await();
      blocks.forEach(state::apply);
      return true;
    };
  }

  private static Callable<Boolean> reader(DurableState state, CyclicBarrier start) {
    long last = HISTORY.getLast().lastPosition();
    return () -> {
      start.await();
      while (state.position() < last) {
        look(state);
      }
      return true;
    };
  }

  private static void look(DurableState state) {
    DurableState.Mark mark = state.mark();
    for (int looks = 0; looks < LOOKS && isAsItWas(mark); looks++) {
      mark = state.mark();
    }
    assertThat(isAsItWas(mark)).as("%s", mark).isTrue();
    int newestSku = state.skuCount() - 1;
    if (newestSku >= 0) {
      StockView stock = state.stock(0);
      assertThat(stock).isEqualTo(STOCK_BY_CHANGE.get(stock.position()));
      assertThat(stock.position()).isGreaterThanOrEqualTo(lastChange(mark.position()));
      assertThat(state.sku(StoredHistory.skuId(newestSku))).isEqualTo(newestSku);
    }
  }

  private static boolean isAsItWas(DurableState.Mark mark) {
    return mark.position() == 0 || mark.equals(MARK_BY_POSITION.get(mark.position()));
  }

  /** Whoever has seen a position sees no stock from before it. */
  private static long lastChange(long position) {
    Long change = STOCK_BY_CHANGE.floorKey(position);
    return change == null ? 0 : change;
  }

  private static DurableState fresh() {
    return new DurableState(StoredHistory.SHARD, () -> StoredHistory.NOW_MILLIS);
  }

  private static OpenBlock published(Block stored) {
    var block = new OpenBlock(stored.payload().remaining(), 0);
    block.facts.putBytes(0, stored.payload().duplicate(), stored.payload().remaining());
    block.factBytes = stored.payload().remaining();
    block.firstPosition = stored.firstPosition();
    block.lastPosition = stored.lastPosition();
    block.firstTimeMillis = stored.firstTimeMillis();
    block.lastTimeMillis = stored.lastTimeMillis();
    block.stateHash = stored.stateHash();
    return block;
  }
}
