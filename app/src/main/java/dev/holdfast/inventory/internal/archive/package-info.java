/**
 * What keeps starts short and the journal bounded: snapshots of the ledger's state in PostgreSQL,
 * and the retention of blocks and of the stock's history.
 *
 * <p>Touches the ledger's ports and the database; no HTTP.
 */
@NullMarked
package dev.holdfast.inventory.internal.archive;

import org.jspecify.annotations.NullMarked;
