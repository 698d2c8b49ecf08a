package dev.holdfast.inventory.internal.sale;

import org.jspecify.annotations.Nullable;

/**
 * Units that reservations draw on and never overdraw: the uses of a coupon, a campaign's money.
 *
 * @param limit how many may be drawn in all
 * @param perCustomer how many a customer may draw; null for any
 * @param used how many are drawn
 */
record Budget(String id, long limit, @Nullable Long perCustomer, long used) {}
