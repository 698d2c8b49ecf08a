/**
 * What channels are pushed: availability as server-sent events.
 *
 * <p>May touch {@code inventory}'s readings and events, later those of {@code reservation} and
 * {@code order}; offers nothing to other features. How a stream works, and what bounds it, is said
 * in {@code internal}.
 */
@NullMarked
package dev.holdfast.stream;

import org.jspecify.annotations.NullMarked;
