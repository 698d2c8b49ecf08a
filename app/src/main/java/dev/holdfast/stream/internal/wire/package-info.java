/**
 * A stream on the wire: events, and the ids that clients come back with.
 *
 * <p>Knows nothing of views and clients.
 */
@NullMarked
package dev.holdfast.stream.internal.wire;

import org.jspecify.annotations.NullMarked;
