package dev.holdfast.inventory.internal.ports;

import dev.holdfast.ledger.api.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Descriptive settings as they stand in the journal, where the ledger does not look at them: JSON,
 * one record for each kind. A component may be added; one that is absent in an old fact reads as
 * null. A change of meaning is a new version, {@code v}. Thread-safe.
 */
final class Details {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Details() {}

  /** Of a location. */
  record OfLocation(
      int v,
      String name,
      @Nullable String country,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable List<String> capabilities,
      int handlingHours) {
    static final int VERSION = 1;
  }

  /** Of a SKU. */
  record OfSku(int v, @Nullable String name) {
    static final int VERSION = 1;
  }

  /** Of a channel. */
  record OfChannel(
      int v,
      String name,
      String type,
      String currency,
      @Nullable String locale,
      @Nullable Integer promisedHours) {
    static final int VERSION = 1;
  }

  static Text write(Record details) {
    return Text.of(JSON.writeValueAsString(details));
  }

  static <T extends Record> T read(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }
}
