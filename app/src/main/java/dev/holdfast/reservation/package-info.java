/**
 * Reservations over HTTP.
 *
 * <p>What they are and what moves them is {@code inventory}'s to say; here is who may ask, for
 * what, in which form. May touch {@code inventory}.
 */
@NullMarked
package dev.holdfast.reservation;

import org.jspecify.annotations.NullMarked;
