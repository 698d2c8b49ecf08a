/**
 * The ledger: stock and reservations of one shard, decided by one thread, durable before answered.
 *
 * <p>{@link dev.holdfast.ledger.Ledger} is the way in; {@code pipeline} draws what happens inside.
 * Knows no Spring, no clock of its own and no database.
 */
@NullMarked
package dev.holdfast.ledger;

import org.jspecify.annotations.NullMarked;
