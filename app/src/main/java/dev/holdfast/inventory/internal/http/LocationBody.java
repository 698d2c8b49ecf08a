package dev.holdfast.inventory.internal.http;

import dev.holdfast.inventory.Location;
import dev.holdfast.shared.Checks;
import dev.holdfast.shared.Ids;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a location is set to: name and type, and what else is known. */
record LocationBody(
    @Nullable String name,
    Location.@Nullable Type type,
    @Nullable String country,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable List<String> capabilities,
    @Nullable Integer handlingHours) {

  private static final int NAME_LENGTH_MAX = 200;
  private static final int CAPABILITIES_MAX = 32;
  private static final int HANDLING_HOURS_MAX = 8_760;
  private static final int LATITUDE_MAX = 90;
  private static final int LONGITUDE_MAX = 180;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** The location it describes, or the problem VALIDATION_FAILED. */
  Location location(String id) {
    var checks = new Checks();
    checks.id("id", id);
    checks.that(
        country == null || COUNTRIES.contains(country),
        "country",
        "must be a country's two letters, ISO 3166-1");
    checkDegrees(checks, "latitude", latitude, LATITUDE_MAX);
    checkDegrees(checks, "longitude", longitude, LONGITUDE_MAX);
    checks.that(
        (latitude == null) == (longitude == null),
        latitude == null ? "latitude" : "longitude",
        "must be given too, or neither");
    var location =
        new Location(
            id,
            checks.text("name", name, NAME_LENGTH_MAX),
            checks.present("type", type, Location.Type.WAREHOUSE),
            country,
            latitude,
            longitude,
            checkedCapabilities(checks),
            checks.numberOr("handlingHours", handlingHours, 0, HANDLING_HOURS_MAX, 0));
    checks.done();
    return location;
  }

  private static void checkDegrees(
      Checks checks, String field, @Nullable Double degrees, int degreesMax) {
    checks.that(
        degrees == null || Math.abs(degrees) <= degreesMax,
        field,
        "must be between -" + degreesMax + " and " + degreesMax);
  }

  private List<String> checkedCapabilities(Checks checks) {
    return checks.itemsOrNone("capabilities", capabilities, CAPABILITIES_MAX).stream()
        .map(capability -> checkedCapability(checks, capability))
        .distinct()
        .toList();
  }

  private static String checkedCapability(Checks checks, String capability) {
    checks.that(Ids.isId(capability), "capabilities", "each " + Ids.RULE);
    return capability;
  }
}
