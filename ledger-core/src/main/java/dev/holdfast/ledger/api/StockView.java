package dev.holdfast.ledger.api;

import java.util.List;

/**
 * All there is of one SKU.
 *
 * @param position of its last change
 * @param asOfMillis epoch milliseconds of that change
 * @param locations by location id
 */
public record StockView(
    int sku, StockFigures total, List<StockFigures> locations, long position, long asOfMillis) {}
