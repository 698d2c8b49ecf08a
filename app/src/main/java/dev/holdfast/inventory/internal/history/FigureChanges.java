package dev.holdfast.inventory.internal.history;

import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.ledger.api.StockFigures;
import org.jspecify.annotations.Nullable;

/**
 * By how much figures changed; those that did not are left out.
 *
 * @param safetyTarget of the target that was set, where {@code safetyStock} is what is kept of it
 */
public record FigureChanges(
    @Nullable Long onHand,
    @Nullable Long available,
    @Nullable Long held,
    @Nullable Long committed,
    @Nullable Long safetyStock,
    @Nullable Long safetyTarget,
    @Nullable Long damaged,
    @Nullable Long qualityControl,
    @Nullable Long incoming,
    @Nullable Long backordered) {

  static FigureChanges between(ItemFigures before, ItemFigures after, int location) {
    StockFigures was = before.shownAt(location);
    StockFigures is = after.shownAt(location);
    return new FigureChanges(
        change(was.onHand(), is.onHand()),
        change(was.available(), is.available()),
        change(was.held(), is.held()),
        change(was.committed(), is.committed()),
        change(was.safetyStock(), is.safetyStock()),
        change(before.safetyTarget(), after.safetyTarget()),
        change(was.damaged(), is.damaged()),
        change(was.qualityControl(), is.qualityControl()),
        change(was.incoming(), is.incoming()),
        change(was.backordered(), is.backordered()));
  }

  private static @Nullable Long change(long before, long after) {
    return before == after ? null : after - before;
  }
}
