package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.StockFigures;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.ports.Figures;
import dev.holdfast.inventory.internal.ports.Texts;
import dev.holdfast.inventory.internal.projection.EntryType;
import dev.holdfast.inventory.internal.projection.StoredEntry;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.ledger.api.ReservationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact that made a stock item's figures what they are.
 *
 * @param movement the id of the movement it is
 * @param reservation the id of the reservation it is about
 * @param channel whose that is
 * @param reference of the movement or the reservation
 * @param actor who asked for the movement
 * @param stock the item after it
 */
public record HistoryEntry(
    long position,
    Instant time,
    EntryType type,
    String location,
    @Nullable String movement,
    @Nullable String reservation,
    @Nullable String channel,
    @Nullable String reference,
    @Nullable String reason,
    @Nullable String actor,
    FigureChanges changes,
    StockFigures stock) {

  /**
   * As clients see it.
   *
   * @param after the item's figures after it
   */
  static HistoryEntry of(StoredEntry entry, int location, ItemFigures after, Directory directory) {
    ItemFigures before = after.minus(entry.change());
    return new HistoryEntry(
        entry.position(),
        Instant.ofEpochMilli(entry.timeMillis()),
        entry.type(),
        directory.locations().id(location),
        entry.type().isMovement() ? MovementPlace.format(entry.position(), entry.part()) : null,
        entry.reservation() == 0 ? null : ReservationId.format(entry.reservation()),
        entry.channel() == Command.NONE ? null : directory.channelNames().id(entry.channel()),
        Texts.orNull(entry.reference()),
        Texts.orNull(entry.reason()),
        Texts.orNull(entry.actor()),
        FigureChanges.between(before, after, location),
        Figures.of(after.shownAt(location), directory));
  }
}
