package dev.holdfast.faults;

import dev.holdfast.faults.Write.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * What there is when all is over.
 *
 * @param reservationByReference every reservation that the server shows
 * @param looks at each SKU
 * @param again answers to writes that were sent once more
 */
record Ending(
    Map<String, JsonNode> reservationByReference, List<Look> looks, Map<Write, Attempt> again) {
  private static final int SENT_AGAIN = 200;

  static Ending read(Api api, History history, long seed) throws InterruptedException {
    var looks = new ArrayList<Look>();
    for (String sku : Shop.SKUS) {
      long wanted = history.furthest();
      Attempt attempt = api.get("/v1/stock/" + sku, "Holdfast-Min-Position", "0-" + wanted);
      looks.add(new Look(sku, wanted, ok(attempt)));
    }
    return new Ending(reservations(api), looks, again(api, history, new Random(seed)));
  }

  private static Map<String, JsonNode> reservations(Api api) throws InterruptedException {
    var found = new HashMap<String, JsonNode>();
    String cursor = "";
    do {
      JsonNode page = ok(api.get("/v1/reservations?limit=500" + cursor)).body();
      page.path("items").forEach(it -> found.put(it.path("reference").asString(""), it));
      JsonNode next = page.path("next");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return found;
  }

  /** Some of the answered, picked evenly, and all reservations of several lines among them. */
  private static Map<Write, Attempt> again(Api api, History history, Random random)
      throws InterruptedException {
    List<Write> answered =
        history.writes().stream().filter(write -> write.answer().isPresent()).toList();
    var again = new HashMap<Write, Attempt>();
    for (int i = 0; i < SENT_AGAIN && !answered.isEmpty(); i++) {
      Write write = answered.get(random.nextInt(answered.size()));
      again.put(write, api.post(write.path, write.body, "Idempotency-Key", write.key));
    }
    for (Write write : answered) {
      if (write.attempts().size() > 1 && write.kind != Kind.RECEIVE) {
        again.put(write, api.post(write.path, write.body, "Idempotency-Key", write.key));
      }
    }
    return again;
  }

  private static Attempt ok(Attempt attempt) {
    if (attempt.status() != 200) {
      throw new AssertionError("what has become of it cannot be read: " + attempt);
    }
    return attempt;
  }
}
