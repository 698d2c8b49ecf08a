package dev.holdfast.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.databind.JsonNode;

/** What clients asked, and what they were answered. Thread-safe. */
final class History {

  /** A request as sent; the answer comes later, or never. */
  static final class Request {
    final String path;
    final String body;
    final String idempotencyKey;
    volatile Optional<Client.Answer> answer = Optional.empty();

    Request(String path, String body, String idempotencyKey) {
      this.path = path;
      this.body = body;
      this.idempotencyKey = idempotencyKey;
    }
  }

  private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
  private final ConcurrentMap<String, JsonNode> heldById = new ConcurrentHashMap<>();

  /** The verbs sent for each reservation, in the order they were sent by its one client. */
  private final ConcurrentMap<String, List<Request>> verbsById = new ConcurrentHashMap<>();

  void sent(Request request) {
    requests.add(request);
  }

  void sentVerb(String id, Request request) {
    requests.add(request);
    verbsById.computeIfAbsent(id, any -> new ArrayList<>()).add(request);
  }

  void held(JsonNode reservation) {
    heldById.put(reservation.get("id").asString(), reservation);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  ConcurrentMap<String, JsonNode> heldById() {
    return heldById;
  }

  /**
   * The states a reservation may be in now: the last one answered, or the one an unanswered verb
   * asked for.
   */
  List<String> statesOf(String id) {
    var states = new ArrayList<String>();
    states.add("HELD");
    for (Request verb : verbsById.getOrDefault(id, List.of())) {
      if (verb.answer.isPresent() && verb.answer.get().status() == 200) {
        states.clear();
      }
      states.add(verb.path.endsWith("/confirm") ? "CONFIRMED" : "RELEASED");
    }
    return states;
  }
}
