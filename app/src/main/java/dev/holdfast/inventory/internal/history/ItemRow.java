package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.internal.projection.EntryReader;
import dev.holdfast.inventory.internal.projection.StoredEntry;
import dev.holdfast.ledger.api.ItemFigures;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A row of {@code stock_at}: a stock item after a run of facts.
 *
 * @param lastPosition of the run
 * @param changedAt position of the last fact that touched it
 * @param changedMillis the time of that
 * @param figures after it
 */
record ItemRow(
    int location,
    long lastPosition,
    long changedAt,
    long changedMillis,
    ItemFigures figures,
    ByteBuffer changes) {

  /** What {@link #of} reads. */
  static final String COLUMNS =
      " location, last_position, changed_at, changed_time, on_hand, held, committed, safety_target,"
          + " damaged, quality_control, incoming, backordered, changes ";

  static ItemRow of(Readable row) {
    return new ItemRow(
        Objects.requireNonNull(row.get("location", Integer.class)),
        number(row, "last_position"),
        number(row, "changed_at"),
        Objects.requireNonNull(row.get("changed_time", Instant.class)).toEpochMilli(),
        new ItemFigures(
            number(row, "on_hand"),
            number(row, "held"),
            number(row, "committed"),
            number(row, "safety_target"),
            number(row, "damaged"),
            number(row, "quality_control"),
            number(row, "incoming"),
            number(row, "backordered")),
        Objects.requireNonNull(row.get("changes", ByteBuffer.class)));
  }

  /**
   * What each fact of the run did to it, in order; nothing in a row that only says how the item
   * stands where the history begins.
   */
  List<StoredEntry> entries() {
    return EntryReader.read(changes);
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }
}
