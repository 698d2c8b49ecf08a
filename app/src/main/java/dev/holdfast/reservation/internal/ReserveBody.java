package dev.holdfast.reservation.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Quantities;
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
    @Nullable String sale,
    @Nullable List<String> locations,
    Reservations.@Nullable Split split,
    @Nullable Boolean allowPartial,
    Reservations.@Nullable As as,
    @Nullable Boolean recorded,
    @Nullable List<DrawBody> budgets,
    @Nullable String reference,
    @Nullable String channel) {

  private static final int CUSTOMER_BYTES_MAX = 128;
  private static final int REFERENCE_BYTES_MAX = 512;

  /** One line as it is asked for. */
  record LineBody(@Nullable String sku, @Nullable Integer quantity, @Nullable String location) {}

  /** What it draws on one budget. */
  record DrawBody(@Nullable String id, @Nullable Long units) {}

  /**
   * What it asks for.
   *
   * @throws dev.holdfast.shared.Problem FORBIDDEN without the scope for what it asks,
   *     VALIDATION_FAILED
   */
  Reservations.Hold hold(Caller caller, int linesMax) {
    checkScopes(caller);
    var checks = new Checks();
    checks.idOr("channel", channel, "");
    checks.idOr("sale", sale, "");
    var hold =
        new Reservations.Hold(
            caller.channelOr(channel),
            !caller.isBackOffice(),
            Ttl.orChannels(checks, ttlSeconds),
            checkedLines(checks, linesMax),
            checkedLocations(checks),
            split == null ? Reservations.Split.ANY : split,
            Boolean.TRUE.equals(allowPartial),
            as == null ? Reservations.As.HELD : as,
            Boolean.TRUE.equals(recorded),
            sale,
            checkedDraws(checks),
            Utf8.textOrNone(checks, "customer", customer, CUSTOMER_BYTES_MAX),
            Utf8.textOrNone(checks, "reference", reference, REFERENCE_BYTES_MAX));
    checks.done();
    return hold;
  }

  private void checkScopes(Caller caller) {
    if (as == Reservations.As.FULFILLED) {
      caller.require(Scope.FULFILMENT_WRITE);
    }
    if (Boolean.TRUE.equals(recorded)) {
      caller.require(Scope.SALES_RECORD);
    }
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
        checks.number("quantity", line.quantity(), 1, Quantities.QUANTITY_MAX),
        line.location());
  }

  private List<String> checkedLocations(Checks checks) {
    if (locations == null) {
      return List.of();
    }
    List<String> asked = checks.itemsOrNone("locations", locations, Reservations.LOCATIONS_MAX);
    var checked = new ArrayList<String>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      String field = "locations[" + i + "]";
      String location = checks.id(field, asked.get(i));
      checks.that(!checked.contains(location), field, "must not be named twice");
      checked.add(location);
    }
    return checked;
  }

  private List<Reservations.Draw> checkedDraws(Checks checks) {
    if (budgets == null) {
      return List.of();
    }
    List<DrawBody> asked = checks.itemsOrNone("budgets", budgets, Reservations.DRAWS_MAX);
    var checked = new ArrayList<Reservations.Draw>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      checks.in("budgets", i);
      String id = checks.id("id", asked.get(i).id());
      checks.that(
          checked.stream().noneMatch(draw -> draw.budget().equals(id)),
          "id",
          "must not be named twice");
      checked.add(
          new Reservations.Draw(
              id, checks.number("units", asked.get(i).units(), 1, Quantities.QUANTITY_MAX)));
    }
    checks.out();
    return checked;
  }
}
