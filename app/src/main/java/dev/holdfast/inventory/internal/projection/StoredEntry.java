package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ItemFigures;

/**
 * What one fact did to one stock item.
 *
 * @param change by how much each figure changed
 * @param part of a FULFIL, which of the movements of its shipment it is, from 1; else 0
 * @param reservation 0 for none
 * @param channel whose the reservation is, or {@link Command#NONE}
 * @param reference empty for none
 * @param reason empty for none
 * @param actor who asked for the movement, empty for none
 */
public record StoredEntry(
    long position,
    long timeMillis,
    EntryType type,
    ItemFigures change,
    int part,
    long reservation,
    int channel,
    String reference,
    String reason,
    String actor) {}
