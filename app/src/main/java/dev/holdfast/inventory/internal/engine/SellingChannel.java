package dev.holdfast.inventory.internal.engine;

import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.QuantityDisplay;

/**
 * What the way of a request needs to know of a channel.
 *
 * @param changedAt position of the last change of its settings
 */
public record SellingChannel(
    int ordinal, String id, ChannelType type, QuantityDisplay display, long changedAt) {}
