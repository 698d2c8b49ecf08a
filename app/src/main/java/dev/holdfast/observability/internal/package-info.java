/**
 * The inside of {@code observability}.
 *
 * <p>No other package may touch it.
 */
@NullMarked
package dev.holdfast.observability.internal;

import org.jspecify.annotations.NullMarked;
