package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.persistence.TestConnections;
import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.shared.internal.ThrownProblemsProbe;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** What is remembered of a request, on a real database. */
class IdempotentAnswersTest {
  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final MockServerWebExchange EXCHANGE =
      MockServerWebExchange.from(MockServerHttpRequest.post("/v1/things"));

  private static final AtomicInteger LAST = new AtomicInteger();

  private final DatabaseClient database = DatabaseClient.create(TestConnections.to(DATABASE));
  private final AtomicInteger done = new AtomicInteger();
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final InstantSource clock = () -> now;
  private final IdempotentAnswers answers =
      new IdempotentAnswers(
          database,
          TransactionalOperator.create(
              new R2dbcTransactionManager(database.getConnectionFactory())),
          JsonMapper.builder().build(),
          clock);

  private final RequestDigest request = new RequestDigest(LAST.incrementAndGet(), 1, 1);

  private Answer once(RequestDigest digest, Mono<Answer> work) {
    Mono<Answer> counted = Mono.defer(() -> work.doOnSubscribe(_ -> done.incrementAndGet()));
    return Objects.requireNonNull(
        answers
            .once(EXCHANGE, digest, counted)
            .onErrorResume(Problem.class, problem -> Mono.just(Answer.problem(problem)))
            .block(Duration.ofSeconds(20)));
  }

  private static Mono<Answer> refusal(ProblemCode code) {
    return Mono.error(Problem.of(code, "No."));
  }

  private static String body(Answer answer) {
    return answer.body() instanceof byte[] json
        ? new String(json, StandardCharsets.UTF_8)
        : String.valueOf(answer.body());
  }

  @Test
  void doesTheWorkOnceAndAnswersTheSame() {
    Mono<Answer> work = Mono.just(Answer.created(Map.of("a", 1)).location("/v1/things/1"));
    once(request, work);
    Answer again = once(request, work);
    assertThat(done).hasValue(1);
    assertThat(again.status()).isEqualTo(201);
    assertThat(body(again)).isEqualTo("{\"a\":1}");
    again.eachHeader(
        (name, value) ->
            assertThat(Map.of("Location", "/v1/things/1", "Idempotent-Replayed", "true"))
                .containsEntry(name, value));
  }

  @Test
  void doesTheWorkEachTimeWithoutARequestId() {
    once(RequestDigest.NONE, Mono.just(Answer.noContent()));
    once(RequestDigest.NONE, Mono.just(Answer.noContent()));
    assertThat(done).hasValue(2);
  }

  @Test
  void remembersThatThereWasNoBody() {
    once(request, Mono.just(Answer.noContent()));
    Answer again = once(request, Mono.just(Answer.noContent()));
    assertThat(again.status()).isEqualTo(204);
    assertThat(again.body()).isNull();
  }

  @Test
  void remembersARulesRefusal() {
    once(request, refusal(ProblemCode.STOCK_CHANGED));
    Answer again = once(request, Mono.just(Answer.noContent()));
    assertThat(again.status()).isEqualTo(409);
    assertThat(body(again)).contains("STOCK_CHANGED", "\"instance\":\"/v1/things\"", "No.");
  }

  @Test
  void remembersNoFailureToUnderstandOrServe() {
    once(request, refusal(ProblemCode.LEDGER_BUSY));
    once(request, refusal(ProblemCode.CHANNEL_NOT_FOUND));
    once(request, refusal(ProblemCode.VALIDATION_FAILED));
    assertThat(once(request, Mono.just(Answer.noContent())).status()).isEqualTo(204);
  }

  @Test
  void refusesAnotherContent() {
    once(request, Mono.just(Answer.noContent()));
    Answer other =
        once(new RequestDigest(request.high(), request.low(), 2), Mono.just(Answer.noContent()));
    assertThat(other.status()).isEqualTo(422);
    assertThat(done).hasValue(1);
  }

  @Test
  void refusesTheSameRequestWhileItRuns() {
    Sinks.One<Answer> slow = Sinks.one();
    Sinks.Empty<Void> started = Sinks.empty();
    var first =
        answers
            .once(EXCHANGE, request, slow.asMono().doOnSubscribe(_ -> started.tryEmitEmpty()))
            .toFuture();
    started.asMono().block(Duration.ofSeconds(20));
    assertThat(once(request, Mono.just(Answer.noContent())).body())
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.REQUEST_IN_PROGRESS));
    slow.tryEmitValue(Answer.ok("x"));
    assertThat(first.join().status()).isEqualTo(200);
    assertThat(once(request, Mono.just(Answer.noContent())).status()).isEqualTo(200);
  }

  @Test
  void forgetsAfterADay() {
    once(request, Mono.just(Answer.noContent()));
    now = now.plus(Duration.ofHours(24)).minusMillis(1);
    once(request, Mono.just(Answer.noContent()));
    assertThat(done).hasValue(1);
    now = now.plusMillis(1);
    once(request, Mono.just(Answer.noContent()));
    assertThat(done).hasValue(2);
  }

  @Test
  void throwsAwayWhatIsForgotten() {
    once(request, Mono.just(Answer.noContent()));
    now = now.plus(Duration.ofHours(25));
    once(new RequestDigest(-request.high(), 1, 1), Mono.just(Answer.noContent()));
    assertThat(
            DATABASE.ask("select count(*) from idempotent_answer where high = " + request.high()))
        .isEqualTo("0");
  }

  @Test
  void saysThatNothingWasDoneWhenTheDatabaseGoesAwayBefore() {
    Mono<Answer> dying =
        database
            .sql("select pg_terminate_backend(pg_backend_pid())")
            .fetch()
            .one()
            .thenReturn(Answer.noContent());
    var error =
        answers
            .once(EXCHANGE, request, dying)
            .<Throwable>thenReturn(new AssertionError("answered"))
            .onErrorResume(Mono::just)
            .block(Duration.ofSeconds(20));
    assertThat(ThrownProblemsProbe.codeOf(Objects.requireNonNull(error)))
        .isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
  }

  @Test
  void saysThatTheOutcomeIsUnknownWhenTheDatabaseGoesAwayAtTheCommit() throws SQLException {
    try (var connection = DATABASE.jdbc();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create function die() returns trigger language plpgsql as
            'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
          create constraint trigger die after insert on idempotent_answer
            deferrable initially deferred for each row
            when (new.content = 666) execute function die();
          """);
    }
    Answer answer = once(new RequestDigest(request.high(), 2, 666), Mono.just(Answer.noContent()));
    assertThat(answer.status()).isEqualTo(504);
  }
}
