package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ResultCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules once more, in the plainest way: maps, loops, and no thought of speed. */
final class Oracle {

  static final long TTL = 60_000;

  /** Figures of one SKU at one location. */
  static final class Item {
    long onHand;
    long held;
    long committed;

    long available() {
      return onHand - held - committed;
    }
  }

  record Part(int line, int sku, String location, int quantity) {}

  static final class Reservation {
    final List<Part> parts;
    final long createdAt;
    long deadline;
    ReservationState state = ReservationState.HELD;

    Reservation(List<Part> parts, long now) {
      this.parts = parts;
      this.createdAt = now;
      this.deadline = now + TTL;
    }
  }

  record Outcome(ResultCode code, @Nullable Long reservation) {}

  record Wish(int sku, int quantity, @Nullable String location) {}

  final Map<Integer, TreeMap<String, Item>> stock = new HashMap<>();
  final Map<Long, Reservation> reservations = new LinkedHashMap<>();
  final Map<Long, Outcome> outcomes = new HashMap<>();
  private long lastReservation;

  Item item(int sku, String location) {
    return stock
        .computeIfAbsent(sku, any -> new TreeMap<>())
        .computeIfAbsent(location, any -> new Item());
  }

  void passTo(long now) {
    for (Reservation reservation : reservations.values()) {
      if (reservation.state == ReservationState.HELD && now >= reservation.deadline) {
        reservation.state = ReservationState.EXPIRED;
        for (Part part : reservation.parts) {
          item(part.sku, part.location).held -= part.quantity;
        }
      }
    }
  }

  ResultCode adjust(int sku, String location, long change) {
    Item item = stock.getOrDefault(sku, new TreeMap<>()).get(location);
    if (change < 0 && (item == null || item.available() + change < 0)) {
      return ResultCode.STOCK_COMMITTED;
    }
    item(sku, location).onHand += change;
    return ResultCode.OK;
  }

  ResultCode count(int sku, String location, long quantity) {
    Item item = stock.getOrDefault(sku, new TreeMap<>()).getOrDefault(location, new Item());
    if (quantity < item.held + item.committed) {
      return ResultCode.STOCK_COMMITTED;
    }
    item(sku, location).onHand = quantity;
    return ResultCode.OK;
  }

  Outcome reserve(List<Wish> wishes, long now) {
    List<Part> parts = fromOne(wishes);
    if (parts == null) {
      parts = fromMany(wishes);
    }
    if (parts == null) {
      return new Outcome(ResultCode.INSUFFICIENT_STOCK, null);
    }
    for (Part part : parts) {
      item(part.sku, part.location).held += part.quantity;
    }
    reservations.put(++lastReservation, new Reservation(parts, now));
    return new Outcome(ResultCode.OK, lastReservation);
  }

  private @Nullable List<Part> fromOne(List<Wish> wishes) {
    List<String> places = List.of("a", "b", "c");
    for (String place : places) {
      var parts = new ArrayList<Part>();
      for (int i = 0; i < wishes.size(); i++) {
        Wish wish = wishes.get(i);
        String location = wish.location == null ? place : wish.location;
        if (left(wish.sku, location, parts) >= wish.quantity) {
          parts.add(new Part(i + 1, wish.sku, location, wish.quantity));
        }
      }
      if (parts.size() == wishes.size()) {
        return parts;
      }
    }
    return null;
  }

  private @Nullable List<Part> fromMany(List<Wish> wishes) {
    var parts = new ArrayList<Part>();
    for (int i = 0; i < wishes.size(); i++) {
      Wish wish = wishes.get(i);
      long missing = wish.quantity;
      for (String location :
          wish.location == null ? List.of("a", "b", "c") : List.of(wish.location)) {
        long take = Math.min(missing, left(wish.sku, location, parts));
        if (take > 0) {
          parts.add(new Part(i + 1, wish.sku, location, (int) take));
          missing -= take;
        }
      }
      if (missing > 0) {
        return null;
      }
    }
    return parts;
  }

  private long left(int sku, String location, List<Part> taken) {
    Item item = stock.getOrDefault(sku, new TreeMap<>()).get(location);
    long left = item == null ? 0 : item.available();
    for (Part part : taken) {
      if (part.sku == sku && part.location.equals(location)) {
        left -= part.quantity;
      }
    }
    return left;
  }

  ResultCode change(long id, String verb) {
    Reservation reservation = reservations.get(id);
    if (reservation == null) {
      return ResultCode.RESERVATION_NOT_FOUND;
    }
    ReservationState state = reservation.state;
    boolean held = state == ReservationState.HELD;
    boolean confirmed = state == ReservationState.CONFIRMED;
    ReservationState to =
        switch (verb) {
          case "CONFIRM" -> ReservationState.CONFIRMED;
          case "RELEASE" -> ReservationState.RELEASED;
          case "CANCEL" -> ReservationState.CANCELLED;
          default -> ReservationState.FULFILLED;
        };
    if (state == to) {
      return ResultCode.OK;
    }
    if (verb.equals("CONFIRM") && state == ReservationState.EXPIRED) {
      return ResultCode.RESERVATION_EXPIRED;
    }
    boolean fromHeld = verb.equals("CONFIRM") || verb.equals("RELEASE");
    if (fromHeld ? !held : !confirmed) {
      return ResultCode.RESERVATION_STATE;
    }
    reservation.state = to;
    for (Part part : reservation.parts) {
      Item item = item(part.sku, part.location);
      item.held -= fromHeld ? part.quantity : 0;
      item.committed += verb.equals("CONFIRM") ? part.quantity : fromHeld ? 0 : -part.quantity;
      item.onHand -= verb.equals("FULFIL") ? part.quantity : 0;
    }
    return ResultCode.OK;
  }

  ResultCode extend(long id, long ttl, long now) {
    Reservation reservation = reservations.get(id);
    if (reservation == null) {
      return ResultCode.RESERVATION_NOT_FOUND;
    }
    if (reservation.state != ReservationState.HELD) {
      return ResultCode.RESERVATION_STATE;
    }
    long latest = reservation.createdAt + 86_400_000;
    reservation.deadline = Math.max(reservation.deadline, Math.min(now + ttl, latest));
    return ResultCode.OK;
  }
}
