package dev.holdfast.shared;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a request that comes again the answer it got, for work that is done in the database. What
 * the ledger does it remembers by itself. Thread-safe.
 */
@Component
public final class IdempotentAnswers {
  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final int FORGOTTEN_AT_ONCE_MAX = 100;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final ObjectWriter json;
  private final InstantSource clock;

  IdempotentAnswers(
      DatabaseClient database,
      TransactionalOperator transaction,
      JsonMapper mapper,
      InstantSource clock) {
    this.database = database;
    this.transaction = transaction;
    this.json = mapper.writer();
    this.clock = clock;
  }

  /**
   * Does the work in one transaction with remembering its answer, unless the same request was
   * answered in the last 24 hours: then that answer comes again, without secrets ({@link
   * Answer#replayedAs}). Remembered are successes and refusals by a rule.
   *
   * @param request {@link RequestDigest#NONE} to do the work and remember nothing
   * @param work may refuse only before it has written anything
   * @return an error REQUEST_ID_REUSED if the content is another, REQUEST_IN_PROGRESS while the
   *     first one runs on any server, OUTCOME_UNKNOWN if the database went away at the commit
   */
  public Mono<Answer> once(ServerWebExchange exchange, RequestDigest request, Mono<Answer> work) {
    Mono<Answer> steps =
        request.isPresent() ? lock(request).then(recallOrDo(exchange, request, work)) : work;
    return Mono.defer(
        () -> {
          var committing = new AtomicBoolean();
          return transaction
              .transactional(steps.doOnNext(_ -> committing.set(true)))
              .onErrorMap(
                  error -> committing.get() && !(error instanceof Problem), _ -> outcomeUnknown());
        });
  }

  /** Held to the end of the transaction, and no longer than the server that runs it lives. */
  private Mono<Void> lock(RequestDigest request) {
    return database
        .sql("select pg_try_advisory_xact_lock(:lock)")
        .bind("lock", request.high() ^ request.low())
        .mapValue(Boolean.class)
        .one()
        .filter(locked -> locked)
        .switchIfEmpty(
            Mono.error(
                () ->
                    Problem.of(
                        ProblemCode.REQUEST_IN_PROGRESS,
                        "Wait for the answer to the first one, or send it again later.")))
        .then();
  }

  private Mono<Answer> recallOrDo(
      ServerWebExchange exchange, RequestDigest request, Mono<Answer> work) {
    Mono<Answer> first =
        work.onErrorResume(
                Problem.class,
                problem ->
                    problem.code().isRefusal()
                        ? Mono.just(Answer.problem(problem))
                        : Mono.error(problem))
            .flatMap(answer -> remember(exchange, request, answer).thenReturn(answer));
    return recall(request).switchIfEmpty(Mono.defer(() -> first));
  }

  private Mono<Answer> recall(RequestDigest request) {
    return database
        .sql(
            """
            select content, status, headers, body from idempotent_answer
            where high = :high and low = :low and created_at > :horizon
            """)
        .bind("high", request.high())
        .bind("low", request.low())
        .bind("horizon", horizon())
        .map(row -> replay(row, request))
        .one();
  }

  private static Answer replay(Readable row, RequestDigest request) {
    if (get(row, "content", Long.class) != request.content()) {
      throw Problem.of(
          ProblemCode.REQUEST_ID_REUSED,
          "Send another Idempotency-Key with another request, or the same request with this one.");
    }
    Answer answer =
        Answer.stored(get(row, "status", Integer.class), get(row, "body", byte[].class)).replayed();
    String[] headers = get(row, "headers", String[].class);
    for (int i = 0; i < headers.length; i += 2) {
      answer = answer.header(headers[i], headers[i + 1]);
    }
    return answer;
  }

  private Mono<Void> remember(ServerWebExchange exchange, RequestDigest request, Answer answer) {
    var headers = new ArrayList<String>();
    answer.eachHeader(
        (name, value) -> {
          headers.add(name);
          headers.add(value);
        });
    return forget()
        .then(
            database
                .sql(
                    """
                    insert into idempotent_answer
                      (high, low, content, status, headers, body, created_at)
                    values (:high, :low, :content, :status, :headers, :body, :now)
                    on conflict (high, low) do update set
                      content = excluded.content, status = excluded.status,
                      headers = excluded.headers, body = excluded.body,
                      created_at = excluded.created_at
                    """)
                .bind("high", request.high())
                .bind("low", request.low())
                .bind("content", request.content())
                .bind("status", answer.status())
                .bind("headers", headers.toArray(String[]::new))
                .bind("body", bodyOf(exchange, answer))
                .bind("now", clock.instant())
                .then());
  }

  private Mono<Void> forget() {
    return database
        .sql(
            """
            delete from idempotent_answer where (high, low) in
              (select high, low from idempotent_answer where created_at <= :horizon limit :some)
            """)
        .bind("horizon", horizon())
        .bind("some", FORGOTTEN_AT_ONCE_MAX)
        .then();
  }

  private byte[] bodyOf(ServerWebExchange exchange, Answer answer) {
    return switch (answer.replayBody()) {
      case null -> new byte[0];
      case byte[] written -> written;
      case Problem problem -> json.writeValueAsBytes(ProblemDocument.of(problem, exchange));
      case Object body -> json.writeValueAsBytes(body);
    };
  }

  private Instant horizon() {
    return clock.instant().minus(REMEMBERED);
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }

  private static Problem outcomeUnknown() {
    return Problem.of(
        ProblemCode.OUTCOME_UNKNOWN,
        "The database went away while this was being stored; repeat it with the same"
            + " Idempotency-Key, or look whether it is there.");
  }
}
