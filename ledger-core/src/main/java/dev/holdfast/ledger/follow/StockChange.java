package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.api.ItemFigures;

/**
 * What a fact did to one stock item; perhaps nothing but touch it.
 *
 * @param item the item's number: from 0, in order of creation
 */
public record StockChange(int item, int sku, int location, ItemFigures before, ItemFigures after) {}
