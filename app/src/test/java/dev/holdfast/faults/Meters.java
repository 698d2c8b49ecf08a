package dev.holdfast.faults;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** What operators see of a server in its metrics. */
final class Meters {
  private static final List<String> NAMES =
      List.of(
          "holdfast.journal.outage",
          "holdfast.journal.unknown",
          "holdfast.ledger.parked",
          "holdfast.ledger.ring.free",
          "holdfast.http.in-flight");

  private static final long MILLIS_MAX = 1_000;

  private Meters() {}

  /** As they are now; nothing if nobody answers. */
  static String read(Api api) throws InterruptedException {
    var words = new AtomicReference<>("nobody answers");
    Thread reader = Thread.ofVirtual().start(() -> words.set(readAll(api)));
    reader.join(MILLIS_MAX);
    return words.get();
  }

  private static String readAll(Api api) {
    var words = new StringBuilder();
    try {
      for (String name : NAMES) {
        JsonNode meter = api.get("/actuator/metrics/" + name).body();
        JsonNode value = meter.path("measurements").path(0).path("value");
        words.append("%s %.1f  ".formatted(name, value.asDouble(-1)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return words.toString().strip();
  }
}
