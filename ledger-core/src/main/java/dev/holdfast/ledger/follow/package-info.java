/**
 * Follows a journal beside its owner: rebuilds the state from durable blocks on a thread of its
 * own, checks every one, and tells what each fact did to stock.
 *
 * <p>Nothing here ever holds up the pipeline. Imports {@code recovery} and what that imports.
 */
@NullMarked
package dev.holdfast.ledger.follow;

import org.jspecify.annotations.NullMarked;
