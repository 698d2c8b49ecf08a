/**
 * The inside of {@code shared}.
 *
 * <p>No package may touch it that is not itself below {@code shared}.
 */
@NullMarked
package dev.holdfast.shared.internal;

import org.jspecify.annotations.NullMarked;
