package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.ReservationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code stock_movement}. */
record MovementRow(
    long position,
    int part,
    Instant time,
    Movement.Type type,
    int sku,
    int location,
    long quantity,
    long onHandChange,
    Movement.@Nullable Condition takenFrom,
    Movement.@Nullable Condition putTo,
    @Nullable Integer toLocation,
    @Nullable Long expected,
    @Nullable Instant expectedAt,
    boolean forced,
    @Nullable Long reservation,
    @Nullable Integer channel,
    @Nullable String reference,
    @Nullable String reason,
    @Nullable String actor) {

  static MovementRow of(Readable row) {
    return new MovementRow(
        get(row, "position", Long.class),
        get(row, "part", Integer.class),
        get(row, "time", Instant.class),
        Movement.Type.valueOf(get(row, "type", String.class)),
        get(row, "sku", Integer.class),
        get(row, "location", Integer.class),
        get(row, "quantity", Long.class),
        get(row, "on_hand_change", Long.class),
        condition(row, "taken_from"),
        condition(row, "put_to"),
        row.get("to_location", Integer.class),
        row.get("expected", Long.class),
        row.get("expected_at", Instant.class),
        get(row, "forced", Boolean.class),
        row.get("reservation", Long.class),
        row.get("channel", Integer.class),
        row.get("reference", String.class),
        row.get("reason", String.class),
        row.get("actor", String.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }

  private static Movement.@Nullable Condition condition(Readable row, String column) {
    String name = row.get(column, String.class);
    return name == null ? null : Movement.Condition.valueOf(name);
  }

  /** Whether units are expected by it until they come. */
  boolean expects() {
    return type == Movement.Type.EXPECT || type == Movement.Type.TRANSFER;
  }

  /**
   * As clients see it.
   *
   * @param open how many units have not come yet, if it {@link #expects} any
   */
  RecordedMovement shown(Directory directory, @Nullable Long open) {
    return new RecordedMovement(
        MovementPlace.format(position, part),
        position,
        time,
        directory.skus().id(sku),
        directory.locations().id(location),
        type,
        quantity,
        onHandChange,
        takenFrom,
        putTo,
        toLocation == null ? null : directory.locations().id(toLocation),
        expected == null ? null : MovementPlace.format(expected, 0),
        expectedAt,
        open,
        forced ? true : null,
        reservation == null ? null : ReservationId.format(reservation),
        channel == null ? null : directory.channelNames().id(channel),
        reason,
        reference,
        actor);
  }
}
