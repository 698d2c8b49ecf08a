package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.api.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Descriptive settings as they stand in the journal, where the ledger does not look at them: JSON,
 * one record for each kind. A component may be added; one that is absent in an old fact reads as
 * null. A change of meaning is a new version, {@code v}. Thread-safe.
 */
public final class Details {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Details() {}

  /** Of a location. */
  public record OfLocation(
      int v,
      String name,
      @Nullable String country,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable List<String> capabilities,
      int handlingHours) {
    public static final int VERSION = 1;
  }

  /** Of a SKU. */
  public record OfSku(int v, @Nullable String name) {
    public static final int VERSION = 1;
  }

  /** Of a channel. */
  public record OfChannel(
      int v,
      String name,
      String type,
      String currency,
      @Nullable String locale,
      @Nullable Integer promisedHours) {
    public static final int VERSION = 1;
  }

  public static Text write(Record details) {
    return Text.of(JSON.writeValueAsString(details));
  }

  public static <T extends Record> T read(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }
}
