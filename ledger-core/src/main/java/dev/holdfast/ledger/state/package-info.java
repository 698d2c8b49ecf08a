/**
 * The ledger's state: tables of primitive rows, changed by {@code LedgerState.apply} alone.
 *
 * <p>Knows no clock, no thread and no I/O, and allocates only when a table grows. Imports {@code
 * api} and {@code record}.
 */
@NullMarked
package dev.holdfast.ledger.state;

import org.jspecify.annotations.NullMarked;
