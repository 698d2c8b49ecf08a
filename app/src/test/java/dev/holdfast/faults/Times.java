package dev.holdfast.faults;

import java.util.List;

/** Between which times each event happened, by the ledger's clock, which some events tell. */
final class Times {
  private final long[] from;
  private final long[] to;

  Times(List<Event> events) {
    from = new long[events.size()];
    to = new long[events.size()];
    long known = 0;
    for (int i = 0; i < from.length; i++) {
      Event event = events.get(i);
      known = event.tellsTime() ? Math.max(known, event.timeMillis()) : known;
      from[i] = known;
    }
    long next = Long.MAX_VALUE;
    for (int i = to.length - 1; i >= 0; i--) {
      Event event = events.get(i);
      next = event.tellsTime() ? event.timeMillis() : next;
      to[i] = next;
    }
  }

  long from(int event) {
    return from[event];
  }

  /** Of what is after the last event, nobody knows. */
  long to(int event) {
    return event < to.length ? to[event] : Long.MAX_VALUE;
  }

  long last() {
    return from.length == 0 ? 0 : from[from.length - 1];
  }
}
