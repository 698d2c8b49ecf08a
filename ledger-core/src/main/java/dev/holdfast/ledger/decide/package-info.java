/**
 * What each command does: reads the state, writes facts and the result, changes nothing.
 *
 * <p>One decider for each family of commands. Knows no clock, no thread and no I/O, and allocates
 * nothing. Imports {@code api}, {@code record} and {@code state}.
 */
@NullMarked
package dev.holdfast.ledger.decide;

import org.jspecify.annotations.NullMarked;
