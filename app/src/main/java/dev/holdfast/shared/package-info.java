/**
 * What every feature says alike: problems, answers, strict JSON, checks, paging, request digests.
 *
 * <p>May touch {@code observability}, and no feature.
 */
@NullMarked
package dev.holdfast.shared;

import org.jspecify.annotations.NullMarked;
