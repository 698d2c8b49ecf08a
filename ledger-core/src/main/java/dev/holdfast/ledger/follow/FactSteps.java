package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.recovery.BlockApplier;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.StockTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Applies blocks fact by fact to a state of its own, and tells a projection what each fact did to
 * which stock item. Owned by the follower's thread.
 */
final class FactSteps {

  private final StockProjection projection;
  private final long tellAfter;
  private final LedgerState state = new LedgerState(new Touches());
  private final BlockApplier blocks;
  private final FactNotes notes = new FactNotes(state);

  /** The items touched since the last were settled; one may be in here more than once. */
  private int[] touched = new int[64];

  private int touchedCount;

  /** By item: its figures after the last fact that touched it, and the position of that one. */
  private ItemFigures[] known = new ItemFigures[0];

  private long[] knownAt = new long[0];

  /**
   * Begins before the first block.
   *
   * @param tellAfter the position after which facts are told
   */
  FactSteps(int shard, StockProjection projection, long tellAfter) {
    this.projection = projection;
    this.tellAfter = tellAfter;
    this.blocks = new BlockApplier(shard, state);
  }

  /** What it applies blocks to. */
  LedgerState state() {
    return state;
  }

  /** The state was loaded: what every item has is known. */
  void onLoaded() {
    int items = state.stock().count();
    known = new ItemFigures[items];
    knownAt = new long[items];
    for (int item = 0; item < items; item++) {
      note(item);
    }
  }

  /** Every item as it stands. */
  List<StockItem> items() {
    StockTable stock = state.stock();
    List<StockItem> items = new ArrayList<>(stock.count());
    for (int item = 0; item < stock.count(); item++) {
      int sku = stock.sku(item);
      items.add(
          new StockItem(
              sku,
              stock.location(item),
              known[item],
              state.skus().changedAt(sku),
              state.skus().changedAtMillis(sku)));
    }
    return items;
  }

  /** Of the last fact applied, 0 for none. */
  long position() {
    return state.position();
  }

  /** Time of that fact. */
  long timeMillis() {
    return state.timeMillis();
  }

  /** Whether it has come to where facts are told. */
  boolean isTelling() {
    return state.position() >= tellAfter;
  }

  /**
   * Goes to the next block. One of which nothing is to be told is applied at once.
   *
   * @throws dev.holdfast.ledger.recovery.DamagedJournal as {@link BlockApplier#apply} does
   */
  void open(Block block) {
    blocks.open(block);
    if (block.lastPosition() <= tellAfter) {
      blocks.applyRest();
      settle();
    }
  }

  /**
   * Applies the block's next fact and tells what it did.
   *
   * @return false if there is none, and the block is what it was when it was written
   */
  boolean next() {
    if (!blocks.hasNext()) {
      blocks.close();
      return false;
    }
    notes.read(blocks.facts(), blocks.nextFact());
    blocks.applyNext();
    if (touchedCount > 0 && state.position() > tellAfter) {
      tell(notes.applied());
    }
    settle();
    return true;
  }

  private void tell(StockFact fact) {
    StockTable stock = state.stock();
    for (int i = 0; i < touchedCount; i++) {
      int item = touched[i];
      if (knownAt[item] != fact.position()) {
        ItemFigures before = known[item];
        note(item);
        projection.onChange(
            fact,
            new StockChange(item, stock.sku(item), stock.location(item), before, known[item]));
      }
    }
  }

  private void settle() {
    for (int i = 0; i < touchedCount; i++) {
      if (knownAt[touched[i]] != state.position()) {
        note(touched[i]);
      }
    }
    touchedCount = 0;
  }

  private void note(int item) {
    StockTable stock = state.stock();
    known[item] = ItemFigures.of(stock.figures(item), stock.safetyTarget(item));
    knownAt[item] = state.position();
  }

  /** Collects what the fact in hand touches. */
  private final class Touches implements ChangeListener {

    @Override
    public void onStock(int item) {
      if (touchedCount == touched.length) {
        touched = Arrays.copyOf(touched, touchedCount * 2);
      }
      touched[touchedCount++] = item;
      if (item >= known.length) {
        int before = known.length;
        known = Arrays.copyOf(known, Math.max(item + 1, before * 2));
        Arrays.fill(known, before, known.length, ItemFigures.NONE);
        knownAt = Arrays.copyOf(knownAt, known.length);
      }
    }

    @Override
    public void onSku(int sku) {}

    @Override
    public void onChannel(int channel) {}
  }
}
