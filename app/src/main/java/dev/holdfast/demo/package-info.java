/**
 * A first success: a demo set made through the features that everyone uses, and what to try with
 * it.
 *
 * <p>May touch {@code inventory}. Does nothing but at start.
 */
@NullMarked
package dev.holdfast.demo;

import org.jspecify.annotations.NullMarked;
