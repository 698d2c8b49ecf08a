/**
 * What one says to the ledger and hears from it: commands, replies, reads.
 *
 * <p>Values only, and nothing but the JDK. SKUs, locations and channels travel as the ordinals that
 * {@link dev.holdfast.ledger.api.Reads} resolves from their ids.
 */
@NullMarked
package dev.holdfast.ledger.api;

import org.jspecify.annotations.NullMarked;
