/**
 * Sales and budgets: what bounds reservations beside stock. Their HTTP interface, and how they
 * stand in the ledger.
 *
 * <p>May touch the ledger, {@code engine} and {@code ports}. {@code stock:write} opens what changes
 * them, {@code stock:read} what reads them: they govern how stock is sold. Channels sell by them
 * and read none, as their figures are cut by no channel's quantity display.
 */
@NullMarked
package dev.holdfast.inventory.internal.sale;

import org.jspecify.annotations.NullMarked;
