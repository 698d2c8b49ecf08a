package dev.holdfast.shared.bulk;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import dev.holdfast.NdjsonSocket;
import dev.holdfast.TestClient;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.RequestDigest;
import dev.holdfast.shared.RequestDigests;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A real server with the foundation only, and a bulk endpoint that does what its lines say. */
@ExtendWith(SpringExtension.class)
@SpringBootTest(
    classes = BulkServer.Server.class,
    webEnvironment = RANDOM_PORT,
    properties = {"holdfast.bulk.in-flight=8", "holdfast.bulk.max-line-bytes=1KB"})
abstract class BulkServer {
  static final String PATH = "/probe/bulk";

  @LocalServerPort int port;

  @Autowired Probe probe;

  @Autowired Bulk bulk;

  @BeforeEach
  void forget() {
    probe.begun.set(0);
    probe.waiting.clear();
    probe.busy.set(0);
  }

  NdjsonSocket bulk() throws IOException {
    return new NdjsonSocket(port, PATH);
  }

  WebTestClient client() {
    return TestClient.to(port);
  }

  static String line(String name) {
    return "{\"name\":\"" + name + "\"}";
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = {R2dbcAutoConfiguration.class, FlywayAutoConfiguration.class})
  @ComponentScan({
    "dev.holdfast.shared.internal",
    "dev.holdfast.shared.bulk",
    "dev.holdfast.observability"
  })
  @Import({RequestDigests.class, Probe.class})
  static class Server {}

  record Item(@Nullable String sku) {}

  record Line(@Nullable String name, @Nullable Integer size, @Nullable List<Item> items) {}

  record Told(String name, RequestDigest digest) {}

  /** What waits for the test to answer it. */
  record Waiting(Line line, LineAnswer answer) {
    void done() {
      answer.give(() -> Answer.created(new Told(String.valueOf(line.name()), RequestDigest.NONE)));
    }
  }

  @JsonController("/probe")
  static final class Probe {
    final AtomicInteger begun = new AtomicInteger();
    final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    final AtomicInteger busy = new AtomicInteger();
    private final Bulk bulk;

    Probe(Bulk bulk) {
      this.bulk = bulk;
    }

    /** The next line that waits. */
    Waiting next() throws InterruptedException {
      Waiting next = waiting.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no line waits");
      }
      return next;
    }

    @PostMapping(path = "/bulk", produces = Bulk.MEDIA_TYPE)
    Mono<Void> all(ServerWebExchange exchange) {
      return bulk.stream(exchange, "web", Line.class, this::begin);
    }

    private boolean begin(Line line, RequestDigest digest, LineAnswer answer) {
      if (busy.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return false;
      }
      begun.incrementAndGet();
      String name = String.valueOf(line.name());
      switch (name) {
        case "later" -> waiting.add(new Waiting(line, answer));
        case "refused" ->
            throw Problem.of(ProblemCode.SKU_NOT_FOUND, "No SKU.").with("sku", "refused");
        case "bug" -> throw new IllegalStateException("secret-7");
        case "bug later" ->
            answer.give(
                () -> {
                  throw new IllegalStateException("secret-7");
                });
        case "nothing" -> answer.give(Answer::noContent);
        default ->
            answer.give(
                () ->
                    Answer.created(
                        new Told(name.repeat(line.size() == null ? 1 : line.size()), digest)));
      }
      return true;
    }
  }
}
