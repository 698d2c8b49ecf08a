/**
 * Who calls, and what they may: channels, API keys, scopes.
 *
 * <p>May touch {@code shared}, {@code observability} and {@code persistence}. Where channels are
 * kept it leaves to an implementation of {@link dev.holdfast.channel.ChannelStore}.
 */
@NullMarked
package dev.holdfast.channel;

import org.jspecify.annotations.NullMarked;
