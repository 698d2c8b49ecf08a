package dev.holdfast.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What is sold.
 *
 * @param backorderLimit units that may be promised beyond what can be sold, 0 for none
 * @param lowStockThreshold units at or below which it is low in stock, 0 for never
 */
public record Sku(String sku, @Nullable String name, long backorderLimit, long lowStockThreshold) {}
