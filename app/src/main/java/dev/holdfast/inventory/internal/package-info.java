/**
 * How the ledger lives in the server: its journal in PostgreSQL, its start and its end.
 *
 * <p>May touch the ledger and the database. No other package may import this one.
 */
@NullMarked
package dev.holdfast.inventory.internal;

import org.jspecify.annotations.NullMarked;
