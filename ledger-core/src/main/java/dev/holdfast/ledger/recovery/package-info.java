/**
 * Start-up: rebuilds the state from the journal, and trusts no block it has not checked.
 *
 * <p>Imports {@code journal} and {@code state}.
 */
@NullMarked
package dev.holdfast.ledger.recovery;

import org.jspecify.annotations.NullMarked;
