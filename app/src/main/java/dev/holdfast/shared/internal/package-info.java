/**
 * The inside of {@code shared}.
 *
 * <p>No other package may touch it.
 */
@NullMarked
package dev.holdfast.shared.internal;

import org.jspecify.annotations.NullMarked;
