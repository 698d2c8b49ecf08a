/**
 * The ledger in this process: its start and end, its clock, commands in and answers out.
 *
 * <p>Knows nothing of HTTP but the event loops that answers continue on. Touches the ledger, and of
 * the features only {@code inventory}'s own interface.
 */
@NullMarked
package dev.holdfast.inventory.internal.engine;

import org.jspecify.annotations.NullMarked;
