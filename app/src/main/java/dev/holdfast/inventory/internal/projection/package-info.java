/**
 * Turns durable blocks into tables that can be asked about the past: {@code stock_at}, {@code
 * stock_movement}.
 *
 * <p>Fed by the ledger's follower, beside the pipeline, which never waits for it. Exactly-once: the
 * checkpoint and the rows are one transaction. Touches the ledger and the database; no HTTP.
 */
@NullMarked
package dev.holdfast.inventory.internal.projection;

import org.jspecify.annotations.NullMarked;
