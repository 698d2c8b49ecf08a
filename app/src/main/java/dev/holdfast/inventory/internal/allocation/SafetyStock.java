package dev.holdfast.inventory.internal.allocation;

/**
 * How much of a stock item is kept back.
 *
 * @param safetyStock the target in units, 0 for none; the figure of this name gives way to what is
 *     promised
 */
record SafetyStock(String sku, String location, long safetyStock) {}
