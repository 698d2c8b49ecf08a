package dev.holdfast.inventory.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.persistence.CannotStartException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is let go, and that nothing else is. */
class ArchiveTest {
  private static final List<String> SKUS = List.of("A", "B");
  private static final String[] SHORT = {
    "--holdfast.archive.retention=1s",
    "--holdfast.ledger.request-retention=1s",
    "--holdfast.archive.pass-interval=100ms"
  };

  private final RestartedServer server = new RestartedServer();
  private final Random random = new Random(7);

  @BeforeEach
  void start() {
    server.start();
    server.setUp();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void move(int times) {
    for (int i = 0; i < times; i++) {
      String location = random.nextBoolean() ? "L" : "M";
      server.receive(SKUS.get(random.nextInt(2)), location, 1 + random.nextInt(9));
    }
    server.awaitProjected();
  }

  /** What was told of each SKU at each position, and of each time that came with it. */
  private SortedMap<Long, Map<String, Object>> history() {
    var history = new TreeMap<Long, Map<String, Object>>();
    long last = Long.parseLong(server.figure("position"));
    for (long position = 1; position <= last; position++) {
      var figures = new HashMap<String, Object>();
      for (String sku : SKUS) {
        RestartedServer.Answer answer = server.get("/v1/stock/" + sku + "?position=" + position);
        figures.put(sku, answer.status() == 410 ? "gone" : figures(answer));
        Object time = answer.body().get("asOf");
        if (time != null && answer.body().get("position") != null) {
          figures.put(sku + " at " + time, figures(server.get("/v1/stock/" + sku + "?at=" + time)));
        }
      }
      history.put(position, figures);
    }
    return history;
  }

  private static Object figures(RestartedServer.Answer answer) {
    return answer.status() == 200
        ? answer.body().get("total") + " " + answer.body().get("locations")
        : String.valueOf(answer.status());
  }

  private long since() {
    return Long.parseLong(server.database.ask("select since_position from projection"));
  }

  private long count(String table) {
    return Long.parseLong(server.database.ask("select count(*) from " + table));
  }

  /** Everything since the history begins is told as before, nothing of what was before is. */
  private void expectSince(long since, SortedMap<Long, Map<String, Object>> before) {
    history()
        .forEach(
            (position, figures) -> {
              if (position < since) {
                assertThat(figures.get("A")).as("%s", position).isEqualTo("gone");
              } else if (before.containsKey(position)) {
                for (String sku : SKUS) {
                  assertThat(figures.get(sku))
                      .as("%s at %s", sku, position)
                      .isEqualTo(before.get(position).get(sku));
                }
              }
            });
  }

  @Test
  void whatIsOlderIsLetGoAndTheRestReadsAsBefore() {
    move(30);
    server.restart();
    move(20);
    SortedMap<Long, Map<String, Object>> before = history();
    long blocks = count("ledger_block");
    server.restart(SHORT);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> since() > 40 && count("ledger_block") < blocks);
    server.restart();
    move(5);
    long since = since();

    expectSince(since, before);
    RestartedServer.Answer gone = server.get("/v1/stock/A?position=" + (since - 1));
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body()).containsEntry("code", "HISTORY_GONE").containsKey("since");
    assertThat(server.get("/v1/stock/A?at=2020-01-01T00:00:00Z").status()).isEqualTo(410);
    assertThat(server.get("/v1/stock-movements/m0-6").status()).isEqualTo(410);
    assertThat(server.get("/v1/stock/A/history?limit=500").status()).isEqualTo(200);
    assertThat(count("stock_movement where position <= " + since)).isZero();
    assertThat(count("stock_at")).isLessThan(before.size());
  }

  @Test
  void aRebuildBeginsWithWhatStandsWhereTheBlocksBegin() {
    move(20);
    server.restart();
    move(20);
    SortedMap<Long, Map<String, Object>> before = history();
    server.restart(SHORT);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> server.database.ask("select min(first_position) > 1 from ledger_block"),
            "t"::equals);
    server.restart();
    move(20);

    assertThat(server.send("POST /v1/admin/projections/stock/rebuild", null).status())
        .isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                server.database.ask(
                    "select since_position + 1 = (select min(first_position) from ledger_block)"
                        + " from projection"),
            "t"::equals);
    server.awaitProjected();

    long since = since();
    assertThat(since).isPositive();
    expectSince(since, before);
  }

  @Test
  void aRebuildFromTheBeginningTellsTheSame() {
    move(20);
    SortedMap<Long, Map<String, Object>> before = history();
    long rows = count("stock_movement");

    assertThat(server.send("POST /v1/admin/projections/stock/rebuild", null).status())
        .isEqualTo(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> count("stock_movement") == rows);
    server.awaitProjected();

    assertThat(history()).isEqualTo(before);
  }

  @Test
  void aRepeatedRequestWhoseAnswerIsGoneIsToldSo() {
    server.receive("A", "L", 5);
    Object cart = Map.of("channel", "web", "lines", List.of(Map.of("sku", "A", "quantity", 1)));
    RestartedServer.Answer held =
        server.send("POST /v1/reservations", cart, "Idempotency-Key", "old");
    assertThat(held.status()).isEqualTo(201);
    server.restart(SHORT);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> server.database.ask("select min(first_position) > 1 from ledger_block"),
            "t"::equals);

    RestartedServer.Answer again =
        server.send("POST /v1/reservations", cart, "Idempotency-Key", "old");

    assertThat(again.status()).isEqualTo(410);
    assertThat(again.body()).containsEntry("code", "ANSWER_GONE");
    assertThat(server.figure("openReservations")).isEqualTo("1");
  }

  @Test
  void doesNotStartWithARetentionBelowThatOfRequests() {
    server.stop();

    assertThatThrownBy(() -> server.start("--holdfast.archive.retention=23h"))
        .hasRootCauseInstanceOf(CannotStartException.class)
        .hasStackTraceContaining("holdfast.archive.retention is PT23H")
        .hasStackTraceContaining("holdfast.ledger.request-retention is PT24H");
  }
}
