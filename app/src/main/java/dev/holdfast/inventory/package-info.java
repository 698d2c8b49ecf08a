/**
 * Stock and reservations as the rest of the server sees them: what can be asked of the ledger, and
 * what it tells.
 *
 * <p>The one feature that may touch the ledger, and that only below {@code internal}; no type of
 * the ledger shows here. Nothing here blocks. A reading and an answer name the state they lean on
 * by an opaque position, which goes to clients in the header Holdfast-Position.
 */
@NullMarked
package dev.holdfast.inventory;

import org.jspecify.annotations.NullMarked;
