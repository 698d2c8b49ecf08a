/**
 * The connection below HTTP, for answers that are made no faster than their reader takes them.
 *
 * <p>Touches nothing of ours.
 */
@NamedInterface("wire")
@NullMarked
package dev.holdfast.shared.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
