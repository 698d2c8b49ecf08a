package dev.holdfast.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What is sold.
 *
 * @param lowStockThreshold units at or below which it is low in stock, 0 for never
 */
public record Sku(String sku, @Nullable String name, long lowStockThreshold) {}
