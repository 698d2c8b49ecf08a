package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import java.util.ArrayList;
import java.util.List;

/** A reservation in the making, of which a test says only what matters to it. */
final class Cart {

  private final int channel;
  private RequestId request = RequestId.NONE;
  private long ttlMillis;
  private boolean ttlCapped = true;
  private final List<Command.Line> lines = new ArrayList<>();
  private List<Integer> ranked = List.of();
  private Split split = Split.ANY;
  private boolean allowPartial;
  private ReservedAs as = ReservedAs.HELD;
  private boolean recorded;
  private int sale = Command.NONE;
  private final List<Command.Draw> draws = new ArrayList<>();
  private String customer = "c-1";

  private Cart(int channel) {
    this.channel = channel;
  }

  static Cart of(int channel) {
    return new Cart(channel);
  }

  Cart request(RequestId id) {
    request = id;
    return this;
  }

  Cart line(int sku, int quantity) {
    return line(new Command.Line(sku, quantity, Command.NONE));
  }

  Cart line(int sku, int quantity, int location) {
    return line(new Command.Line(sku, quantity, location));
  }

  Cart line(Command.Line line) {
    lines.add(line);
    return this;
  }

  Cart ttl(long millis) {
    ttlMillis = millis;
    return this;
  }

  /** For a caller that may hold longer than its channel does. */
  Cart uncapped() {
    ttlCapped = false;
    return this;
  }

  Cart from(Integer... rankedLocations) {
    ranked = List.of(rankedLocations);
    return this;
  }

  Cart split(Split policy) {
    split = policy;
    return this;
  }

  Cart orPart() {
    allowPartial = true;
    return this;
  }

  Cart as(ReservedAs state) {
    as = state;
    return this;
  }

  Cart recorded() {
    recorded = true;
    return this;
  }

  Cart sale(int ordinal) {
    sale = ordinal;
    return this;
  }

  Cart draw(int budget, long units) {
    draws.add(new Command.Draw(budget, units));
    return this;
  }

  /** Empty for none. */
  Cart customer(String id) {
    customer = id;
    return this;
  }

  Command.Reserve command() {
    return new Command.Reserve(
        request,
        channel,
        ttlMillis,
        ttlCapped,
        lines,
        ranked,
        split,
        allowPartial,
        as,
        recorded,
        sale,
        draws,
        Text.of(customer),
        Text.of("cart:1"));
  }
}
