package dev.holdfast.stream.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.inventory.Availabilities.Filter;
import dev.holdfast.inventory.Availability;
import dev.holdfast.stream.internal.wire.StreamCursor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that believes what it is told, and an auditor that looks over its shoulder: no state
 * after a newer one, none twice on one connection, no id before all that it vouches for. Not
 * thread-safe.
 */
final class ModelClient {
  private static final JsonMapper JSON = new JsonMapper();

  private final ModelLedger ledger;
  private final ModelLedger.Eyes eyes;
  private final Filter filter;
  private final Map<String, Availability> known = new HashMap<>();

  /** The oldest version that what is known can be. */
  private final Map<String, Integer> versions = new HashMap<>();

  private final Set<String> toldOnThisConnection = new HashSet<>();
  private String lastId = "";
  private @Nullable String goodbye;
  private int events;
  private int comments;

  ModelClient(ModelLedger ledger, String channel, Filter filter) {
    this.ledger = ledger;
    this.filter = filter;
    this.eyes = new ModelLedger.Eyes(channel, filter.location().orElse(ModelLedger.EVERYWHERE));
  }

  Filter filter() {
    return filter;
  }

  String channel() {
    return eyes.channel();
  }

  String lastId() {
    return lastId;
  }

  int events() {
    return events;
  }

  int comments() {
    return comments;
  }

  @Nullable String goodbye() {
    return goodbye;
  }

  /** The SKUs it was told of. */
  Set<String> skus() {
    return known.keySet();
  }

  /** What it believes that is available. */
  @Nullable Long available(String sku) {
    return Optional.ofNullable(known.get(sku)).map(Availability::available).orElse(null);
  }

  /** A new connection: what was told before may be told again. */
  void connected() {
    toldOnThisConnection.clear();
    goodbye = null;
  }

  /** Takes in what arrived, perhaps cut off anywhere: what has no end is not believed. */
  void receive(byte[] piece, int length) {
    String text = new String(piece, 0, length, UTF_8);
    for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      event(text.substring(0, end).lines().toList());
      text = text.substring(end + 2);
    }
    assertThat(length < piece.length || text.isEmpty()).as("pieces hold whole events").isTrue();
  }

  /** Whether it knows exactly what there is to be known. */
  boolean isRight() {
    return ledger.skus().stream().allMatch(this::isRight);
  }

  void assertRight() {
    for (String sku : ledger.skus()) {
      assertThat(isRight(sku)).as("%s knows of %s: %s", filter, sku, known.get(sku)).isTrue();
    }
  }

  private boolean isRight(String sku) {
    Availability told = known.get(sku);
    return follows(sku)
        ? told != null && told.looksLike(ledger.versions(eyes, sku).getLast().shown())
        : told == null;
  }

  private boolean follows(String sku) {
    return sku.startsWith(filter.prefix())
        && (filter.skus().isEmpty() || filter.skus().contains(sku));
  }

  private void event(List<String> lines) {
    String first = lines.getFirst();
    if (first.startsWith(":")) {
      comments++;
    } else if (first.equals("event: goodbye")) {
      goodbye = lines.get(1);
    } else {
      assertThat(first).isEqualTo("event: availability");
      events++;
      tell(JSON.readValue(lines.get(1).substring("data: ".length()), Availability.class));
      lines.stream()
          .filter(line -> line.startsWith("id: "))
          .map(line -> line.substring("id: ".length()))
          .forEach(this::vouch);
    }
  }

  private void tell(Availability told) {
    String sku = told.sku();
    assertThat(follows(sku)).as("%s is followed by %s", sku, filter).isTrue();
    int from = versions.getOrDefault(sku, 0);
    List<ModelLedger.Version> all = ledger.versions(eyes, sku);
    int at = toldOnThisConnection.add(sku) ? from : from + 1;
    while (at < all.size() && !all.get(at).shown().looksLike(told)) {
      at++;
    }
    assertThat(at)
        .as("%s is old or known already, after %s of %s", told, known.get(sku), all)
        .isLessThan(all.size());
    versions.put(sku, at);
    known.put(sku, told);
  }

  /** An id vouches that nothing known is older than its position. */
  private void vouch(String id) {
    lastId = id;
    long position = StreamCursor.of(ledger.journalId(), channel(), filter).positionIn(id);
    assertThat(position).as("the position in %s", id).isNotEqualTo(StreamCursor.NOTHING);
    for (String sku : ledger.skus()) {
      List<ModelLedger.Version> all = ledger.versions(eyes, sku);
      if (follows(sku) && all.getFirst().position() <= position) {
        assertThat(knowsSince(position, sku, all))
            .as("%s as of %s, told %s of %s", sku, position, known.get(sku), all)
            .isTrue();
      }
    }
  }

  private boolean knowsSince(long position, String sku, List<ModelLedger.Version> all) {
    Availability told = known.get(sku);
    if (told == null) {
      return false;
    }
    for (int i = versions.getOrDefault(sku, 0); i < all.size(); i++) {
      boolean lasts = i + 1 == all.size() || all.get(i + 1).position() > position;
      if (lasts && all.get(i).shown().looksLike(told)) {
        return true;
      }
    }
    return false;
  }
}
