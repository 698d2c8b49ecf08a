/**
 * The journal as the ledger sees it: a fenced, gapless sequence of blocks of facts.
 *
 * <p>The port that a database implements, and one in memory for tests and benchmarks. Imports
 * {@code record} at most.
 */
@NullMarked
package dev.holdfast.ledger.journal;

import org.jspecify.annotations.NullMarked;
