/**
 * How much of the stock may be sold, and by whom: what is kept back of it, and what is set aside
 * for which channel. Their HTTP interface, and how they stand in the ledger.
 *
 * <p>May touch the ledger, {@code engine} and {@code ports}. {@code stock:write} opens what changes
 * them, {@code stock:read} what reads them: channels live by them and read none, as these figures
 * are cut by no channel's quantity display.
 */
@NullMarked
package dev.holdfast.inventory.internal.allocation;

import org.jspecify.annotations.NullMarked;
