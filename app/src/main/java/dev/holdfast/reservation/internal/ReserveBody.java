package dev.holdfast.reservation.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.inventory.Reservations;
import dev.holdfast.shared.Checks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reservation as it is asked for. */
record ReserveBody(
    @Nullable List<LineBody> lines,
    @Nullable Integer ttlSeconds,
    @Nullable String customer,
    @Nullable List<String> locations,
    @Nullable String reference,
    @Nullable String channel) {

  private static final int QUANTITY_MAX = 1_000_000_000;
  private static final int LOCATIONS_MAX = 16;
  private static final int CUSTOMER_BYTES_MAX = 128;
  private static final int REFERENCE_BYTES_MAX = 512;

  /** One line as it is asked for. */
  record LineBody(@Nullable String sku, @Nullable Integer quantity, @Nullable String location) {}

  /** What it asks for, or the problem VALIDATION_FAILED. */
  Reservations.Hold hold(Caller caller, int linesMax) {
    var checks = new Checks();
    checks.idOr("channel", channel, "");
    var hold =
        new Reservations.Hold(
            caller.channelOr(channel),
            Ttl.orChannels(checks, ttlSeconds),
            !caller.isBackOffice(),
            checkedLines(checks, linesMax),
            checkedLocations(checks),
            Utf8.textOrNone(checks, "customer", customer, CUSTOMER_BYTES_MAX),
            Utf8.textOrNone(checks, "reference", reference, REFERENCE_BYTES_MAX));
    checks.done();
    return hold;
  }

  private List<Reservations.Line> checkedLines(Checks checks, int linesMax) {
    List<LineBody> asked = checks.items("lines", lines, linesMax);
    var checked = new ArrayList<Reservations.Line>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      checked.add(checkedLine(checks, i, asked.get(i)));
    }
    checks.out();
    return checked;
  }

  private static Reservations.Line checkedLine(Checks checks, int index, LineBody line) {
    checks.in("lines", index);
    if (line.location() != null) {
      checks.id("location", line.location());
    }
    return new Reservations.Line(
        checks.id("sku", line.sku()),
        checks.number("quantity", line.quantity(), 1, QUANTITY_MAX),
        line.location());
  }

  private List<String> checkedLocations(Checks checks) {
    List<String> asked = checks.itemsOrNone("locations", locations, LOCATIONS_MAX);
    var checked = new ArrayList<String>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      String field = "locations[" + i + "]";
      String location = checks.id(field, asked.get(i));
      checks.that(!checked.contains(location), field, "must not be named twice");
      checked.add(location);
    }
    return checked;
  }
}
