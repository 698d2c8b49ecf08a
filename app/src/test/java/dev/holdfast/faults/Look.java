package dev.holdfast.faults;

/**
 * A reading of a SKU's figures.
 *
 * @param wanted the position it was to have reached
 */
record Look(String sku, long wanted, Attempt attempt) {}
