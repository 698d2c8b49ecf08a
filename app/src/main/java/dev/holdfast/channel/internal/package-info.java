/**
 * The inside of {@code channel}.
 *
 * <p>No other package may touch it.
 */
@NullMarked
package dev.holdfast.channel.internal;

import org.jspecify.annotations.NullMarked;
