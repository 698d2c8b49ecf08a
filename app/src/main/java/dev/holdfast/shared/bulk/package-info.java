/**
 * Many requests in one: lines of JSON in, an answer to each out, in the same order, as they come.
 *
 * <p>An endpoint hands its {@link dev.holdfast.shared.bulk.LineWork} to {@link
 * dev.holdfast.shared.bulk.Bulk#stream}. Touches {@code shared}, its inside and its {@code wire}.
 */
@NamedInterface("bulk")
@NullMarked
package dev.holdfast.shared.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
