package dev.holdfast.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where stock lies.
 *
 * @param country ISO 3166-1 alpha-2
 * @param latitude degrees; null together with longitude
 * @param capabilities what can be done there, such as {@code gift-wrap}
 * @param handlingHours how long it takes to ship from there
 */
public record Location(
    String id,
    String name,
    Type type,
    @Nullable String country,
    @Nullable Double latitude,
    @Nullable Double longitude,
    List<String> capabilities,
    int handlingHours) {

  /** What kind of place it is. */
  public enum Type {
    WAREHOUSE,
    STORE,
    DROPSHIP
  }
}
