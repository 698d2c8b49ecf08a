/**
 * Real servers, killed without a word: what they answered must be there when they come back.
 *
 * <p>Speaks HTTP only, to the executable jar.
 */
@NullMarked
package dev.holdfast.crash;

import org.jspecify.annotations.NullMarked;
