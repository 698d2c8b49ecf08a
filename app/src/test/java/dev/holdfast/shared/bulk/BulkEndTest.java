package dev.holdfast.shared.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.NdjsonSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Bulk requests that are not ended by their sender. */
@TestPropertySource(properties = {"holdfast.bulk.idle-timeout=1s", "holdfast.bulk.max-requests=2"})
class BulkEndTest extends BulkServer {

  @Test
  void aServerThatStopsAnswersWhatItHasBegunAndRefusesWhatHasCome() throws Exception {
    ConfigurableApplicationContext server =
        new SpringApplicationBuilder(BulkServer.Server.class)
            .properties("server.port=0", "holdfast.bulk.in-flight=8")
            .run();
    Probe there = server.getBean(Probe.class);
    int itsPort = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    try (var request = new NdjsonSocket(itsPort, PATH)) {
      request.send(Collections.nCopies(8, line("later")).toArray(String[]::new));
      var begun = new ArrayList<Waiting>();
      for (int i = 0; i < 8; i++) {
        begun.add(there.next());
      }
      request.send(line("a"), line("b"));
      CompletableFuture<?> closing = CompletableFuture.runAsync(server::close);
      await().until(server.getBean(Bulk.class)::isStopped);
      begun.forEach(Waiting::done);
      List<JsonNode> answers = request.rest();
      assertThat(answers.subList(0, 8))
          .allSatisfy(answer -> assertThat(answer.at("/status").asInt()).isEqualTo(201));
      // Of the others whatever had come by then.
      assertThat(answers.subList(8, answers.size()))
          .hasSizeLessThanOrEqualTo(2)
          .allSatisfy(
              answer -> assertThat(answer.at("/body/code").asString()).isEqualTo("SHUTTING_DOWN"));
      assertThat(there.begun).hasValue(8);
      closing.join();
    }
  }

  @Test
  void aClientThatSendsNothingMoreGetsTheEnd() throws IOException {
    try (var bulk = bulk()) {
      assertThat(bulk.send(line("a")).answer().at("/status").asInt()).isEqualTo(201);
      assertThat(bulk.rest()).isEmpty();
    }
    await().until(() -> this.bulk.open() == 0);
  }

  @Test
  void aClientThatTakesNothingIsCutOff() throws IOException {
    String line = "{\"name\":\"0123456789\",\"size\":1000}";
    try (var bulk = bulk()) {
      CompletableFuture<?> sending = CompletableFuture.runAsync(() -> sendForEver(bulk, line));
      await().atMost(Duration.ofSeconds(20)).until(() -> this.bulk.open() == 0);
      assertThatThrownBy(sending::join).hasCauseInstanceOf(IOException.class);
    }
  }

  private static void sendForEver(NdjsonSocket bulk, String line) {
    try {
      while (true) {
        bulk.send(line, line, line, line);
      }
    } catch (IOException cut) {
      throw new java.util.concurrent.CompletionException(cut);
    }
  }

  @Test
  void aLineThatFindsNoRoomForTooLongIsRefused() throws IOException {
    probe.busy.set(Integer.MAX_VALUE);
    try (var bulk = bulk()) {
      JsonNode answer = bulk.send(line("a"), line("b")).answer();
      assertThat(answer.at("/body/code").asString()).isEqualTo("LEDGER_BUSY");
      probe.busy.set(0);
      assertThat(bulk.answer().at("/body/name").asString()).isEqualTo("b");
    }
  }

  @Test
  void onlySoManyAreTaken() throws IOException {
    try (var first = bulk();
        var second = bulk()) {
      first.head();
      second.head();
      client()
          .post()
          .uri(PATH)
          .header("Content-Type", "application/x-ndjson")
          .bodyValue("{}")
          .exchange()
          .expectStatus()
          .isEqualTo(503)
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("TOO_MANY_STREAMS");
    }
    await().until(() -> this.bulk.open() == 0);
  }
}
