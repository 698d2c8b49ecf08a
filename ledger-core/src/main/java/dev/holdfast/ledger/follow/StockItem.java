package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.api.ItemFigures;

/**
 * A stock item as it stands at some position.
 *
 * @param changedAt position of the last fact that touched its SKU, which is not before the last
 *     that touched it
 * @param changedMillis the time of that fact
 */
public record StockItem(
    int sku, int location, ItemFigures figures, long changedAt, long changedMillis) {}
