package dev.holdfast.inventory;

import java.time.Instant;
import java.util.List;

/**
 * All there is of one SKU. For the back office: no channel's display cuts these figures.
 *
 * @param locations those that ever had any of it
 * @param position of its last change
 * @param asOf the time of that change
 */
public record Stock(
    String sku, StockFigures total, List<StockFigures> locations, long position, Instant asOf) {}
