/**
 * The endpoints of reservations and what they read from requests.
 *
 * <p>The scopes that open them; any one of those named is enough:
 *
 * <table>
 *   <caption>scopes</caption>
 *   <tr><th>what<th>scope
 *   <tr><td>reserve, confirm, extend, release, cancel<td>{@code reservations:write}
 *   <tr><td>fulfil<td>{@code fulfilment:write}
 *   <tr><td>reading<td>{@code reservations:write}, {@code fulfilment:write}, {@code orders:read}
 * </table>
 *
 * <p>A channel's key reads and changes its own channel's reservations, and those of all channels
 * with {@code orders:all-channels}; the back office's those of all.
 */
@NullMarked
package dev.holdfast.reservation.internal;

import org.jspecify.annotations.NullMarked;
