/**
 * How requests are followed from outside: W3C trace context, in answers and in log lines.
 *
 * <p>Touches nothing of ours.
 */
@NullMarked
package dev.holdfast.observability;

import org.jspecify.annotations.NullMarked;
