/**
 * Reads the past: figures at a time or a position, what made them what they are, and the movements.
 *
 * <p>From the tables that {@code projection} writes, once they hold what was durable when the
 * request came. No HTTP beyond the problems that are told.
 */
@NullMarked
package dev.holdfast.inventory.internal.history;

import org.jspecify.annotations.NullMarked;
