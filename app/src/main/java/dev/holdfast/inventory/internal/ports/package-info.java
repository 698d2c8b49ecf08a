/**
 * What {@code inventory} and {@code channel} offer to others, done by the ledger: commands made of
 * what is asked, answers and refusals made of what the ledger replies.
 *
 * <p>The one place where ids meet the ledger's ordinals. Touches the ledger and {@code engine}; no
 * HTTP beyond the problems that refusals are told as.
 */
@NullMarked
package dev.holdfast.inventory.internal.ports;

import org.jspecify.annotations.NullMarked;
