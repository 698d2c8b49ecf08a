package dev.holdfast.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Units of one SKU at one location, or their sum over locations; what each is, domain language
 * says.
 *
 * @param location null in a sum
 */
public record StockFigures(
    @Nullable String location,
    long onHand,
    long available,
    long held,
    long committed,
    long safetyStock,
    long damaged,
    long qualityControl,
    long incoming,
    long backordered) {}
