package dev.holdfast.faults;

import dev.holdfast.faults.Booking.State;
import dev.holdfast.faults.Write.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Holds what clients were answered against a {@link Model} that takes the writes one by one, in the
 * order of their positions. Knows nothing of the ledger but its documentation.
 */
final class Checker {
  /** What ends later than so long after the last known time does not end while anybody looks. */
  private static final long LASTING_MILLIS = 600_000;

  private final History history;
  private final Ending ending;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, List<Snapshot>> snapshotsBySku = new HashMap<>();

  /** A SKU's figures from an event on. */
  private record Snapshot(int event, long position, long madeNanos, List<Figures> figures) {}

  private Checker(History history, Ending ending) {
    this.history = history;
    this.ending = ending;
  }

  /** What is wrong, in words; nothing if all is well. */
  static List<String> check(History history, Ending ending) {
    var checker = new Checker(history, ending);
    checker.run();
    return checker.wrong;
  }

  private void run() {
    requireAnswered();
    requireSameAnswers();
    List<Event> events = inOrder();
    requireOrder(events);
    var times = new Times(events);
    var model = new Model(times.last() + LASTING_MILLIS, (event, why) -> report(why, event));
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      for (String sku : model.take(event, times.from(i), times.to(i))) {
        snapshotsOf(sku)
            .add(new Snapshot(i, event.position(), event.write().madeNanos, model.figuresOf(sku)));
      }
    }
    history.looks().forEach(look -> requireNewEnough(look, times));
    ending.looks().forEach(look -> requireNewEnough(look, times));
    requireThere(model);
    requireAskedFor();
  }

  /** Whoever asked until it was told has been told. */
  private void requireAnswered() {
    for (Write write : history.writes()) {
      if (write.answer().isEmpty() && !write.isGivenUp) {
        report("never answered", write);
      }
    }
  }

  /** One key, one answer: to the byte, and of the same position. */
  private void requireSameAnswers() {
    for (Write write : history.writes()) {
      var answers = new ArrayList<>(write.attempts().stream().filter(Attempt::isAnswer).toList());
      Attempt again = ending.again().get(write);
      if (again != null) {
        answers.add(again);
      }
      for (int i = 1; i < answers.size(); i++) {
        if (!isSame(answers.getFirst(), answers.get(i))) {
          report("the same key got two answers", answers);
        }
      }
    }
  }

  /** Problems name the request they answer, and are the same but for that. */
  private static boolean isSame(Attempt one, Attempt other) {
    boolean isSameBody =
        one.isDone() ? one.body().equals(other.body()) : one.code().equals(other.code());
    return one.status() == other.status()
        && one.position() == other.position()
        && isSameBody
        && other.replayed();
  }

  /** The answered, and of those given up what the server shows nevertheless. */
  private List<Event> inOrder() {
    var events = new ArrayList<Event>();
    for (Write write : history.writes()) {
      write.answer().ifPresent(answer -> events.add(Event.of(write, answer)));
      JsonNode shown = ending.reservationByReference().get(write.key);
      if (write.answer().isEmpty() && shown != null && write.kind == Kind.RESERVE) {
        events.add(new Event(write, shown.path("position").asLong(), 201, "", shown));
      }
    }
    events.sort(Comparator.comparingLong(Event::position));
    return events;
  }

  private void requireOrder(List<Event> events) {
    long position = -1;
    long time = 0;
    for (Event event : events) {
      if (event.position() <= position) {
        report("two answers of one position", event);
      }
      position = event.position();
      if (event.tellsTime()) {
        if (event.timeMillis() < time) {
          report("time went back from " + time, event);
        }
        time = event.timeMillis();
      }
    }
  }

  private List<Snapshot> snapshotsOf(String sku) {
    return snapshotsBySku.computeIfAbsent(sku, _ -> new ArrayList<>());
  }

  /** A reading shows what was at its position, or at one that could have come meanwhile. */
  private void requireNewEnough(Look look, Times times) {
    Attempt seen = look.attempt();
    if (!seen.isAnswer()) {
      return;
    }
    if (seen.status() != 200 || seen.position() < look.wanted()) {
      report("a reading is older than what was asked for", look);
      return;
    }
    List<Snapshot> snapshots = snapshotsOf(look.sku());
    int i = lastUpTo(snapshots, seen.position());
    boolean fits = false;
    while (!fits && i < snapshots.size()) {
      boolean couldBeSeen = i >= 0 && snapshots.get(i).madeNanos <= seen.endedNanos();
      fits = couldBeSeen && fits(snapshots, i, seen.body().path("total"), times);
      if (!couldBeSeen && i >= 0) {
        break;
      }
      i++;
    }
    if (!fits) {
      report("a reading shows what never was", look);
    }
  }

  private static int lastUpTo(List<Snapshot> snapshots, long position) {
    int low = -1;
    for (int high = snapshots.size(); high - low > 1; ) {
      int middle = (low + high) >>> 1;
      if (snapshots.get(middle).position <= position) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean fits(List<Snapshot> snapshots, int at, JsonNode total, Times times) {
    Snapshot snapshot = snapshots.get(at);
    long until = at + 1 < snapshots.size() ? times.to(snapshots.get(at + 1).event) : Long.MAX_VALUE;
    long from = times.from(snapshot.event);
    long held = total.path("held").asLong();
    long onHand = 0;
    long committed = 0;
    long heldMin = 0;
    long heldMax = 0;
    for (Figures item : snapshot.figures) {
      onHand += item.onHand();
      committed += item.committed();
      heldMin += item.heldAt(until);
      heldMax += item.countedAt(from);
    }
    return total.path("onHand").asLong() == onHand
        && total.path("committed").asLong() == committed
        && held >= heldMin
        && held <= heldMax
        && total.path("available").asLong() == onHand - committed - held;
  }

  /** Every reservation that was answered is there, as the last answer leaves it. */
  private void requireThere(Model model) {
    Map<String, JsonNode> shownById = new HashMap<>();
    ending
        .reservationByReference()
        .values()
        .forEach(shown -> shownById.put(shown.path("id").asString(), shown));
    for (Booking booking : model.bookings().values()) {
      JsonNode shown = shownById.get(booking.id);
      if (shown == null) {
        report("an answered reservation is missing", booking.id);
      } else if (!Booking.linesOf(shown).equals(booking.lines)
          || !mayBe(booking, Booking.stateOf(shown))) {
        report("a reservation is not as it was answered: " + booking.state, shown);
      }
    }
  }

  private static boolean mayBe(Booking booking, State shown) {
    return shown == booking.state || (booking.state == State.HELD && shown == State.EXPIRED);
  }

  /** Nothing is there that nobody asked for. */
  private void requireAskedFor() {
    Set<String> keys = new HashSet<>();
    history.writes().forEach(write -> keys.add(write.key));
    ending
        .reservationByReference()
        .forEach(
            (reference, shown) -> {
              if (!keys.contains(reference)) {
                report("nobody asked for this", shown);
              }
            });
  }

  private void report(String why, Object offender) {
    wrong.add(why + ": " + offender);
  }
}
