package dev.holdfast.channel.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.channel.Scopes;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Checks;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.IdempotentAnswers;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import dev.holdfast.shared.RequestDigest;
import dev.holdfast.shared.RequestDigests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /v1/api-keys}. */
@JsonController("/v1/api-keys")
final class ApiKeyController {
  private static final int NAME_MAX = 200;
  private static final int GRACE_SECONDS_MAX = 86_400;

  private final ApiKeys keys;
  private final IdempotentAnswers answers;
  private final RequestDigests digests;

  ApiKeyController(ApiKeys keys, IdempotentAnswers answers, RequestDigests digests) {
    this.keys = keys;
    this.answers = answers;
    this.digests = digests;
  }

  record Creation(@Nullable String name, @Nullable String channel, @Nullable List<String> scopes) {}

  /**
   * A change of the key itself.
   *
   * @param graceSeconds how long the old key stays good; none by default, as a key is most often
   *     rotated because somebody else has it
   */
  record Rotation(@Nullable Integer graceSeconds) {}

  @PostMapping
  @Requires(Scope.ADMIN)
  Mono<Answer> create(
      Caller caller, IdempotencyKey key, @JsonBody Creation body, ServerWebExchange exchange) {
    var checks = new Checks();
    String name = checks.text("name", body.name(), NAME_MAX);
    String channel = checks.idOr("channel", body.channel(), "");
    Scopes scopes = scopes(checks, body.scopes());
    checks.done();
    Mono<ApiKeys.Issued> issued =
        keys.create(name, Optional.of(channel).filter(id -> !id.isEmpty()), scopes);
    return once(caller, key, body, exchange, issued.map(ApiKeyController::created));
  }

  @PostMapping("/{id}/rotate")
  @Requires(Scope.ADMIN)
  Mono<Answer> rotate(
      Caller caller,
      IdempotencyKey key,
      @PathVariable String id,
      @JsonBody(required = false) Rotation body,
      ServerWebExchange exchange) {
    var checks = new Checks();
    int grace = checks.numberOr("graceSeconds", body.graceSeconds(), 0, GRACE_SECONDS_MAX, 0);
    checks.done();
    Mono<ApiKeys.Issued> issued =
        keys.rotate(id, Duration.ofSeconds(grace)).switchIfEmpty(notFound(id));
    return once(caller, key, body, exchange, issued.map(ApiKeyController::shownOnce));
  }

  @DeleteMapping("/{id}")
  @Requires(Scope.ADMIN)
  Mono<Answer> revoke(@PathVariable String id, ServerWebExchange exchange) {
    Mono<Answer> revoked =
        keys.revoke(id).flatMap(found -> found ? Mono.just(Answer.noContent()) : notFound(id));
    return answers.once(exchange, RequestDigest.NONE, revoked);
  }

  @GetMapping("/{id}")
  @Requires(Scope.ADMIN)
  Mono<Answer> find(@PathVariable String id) {
    return keys.find(id).map(found -> Answer.ok(ApiKeyView.of(found))).switchIfEmpty(notFound(id));
  }

  @GetMapping
  @Requires(Scope.ADMIN)
  @QueryParameters(paged = true)
  Mono<Answer> list(Query query) {
    PageRequest page = query.page();
    return keys.list(page.after().map(ApiKeyController::parseSeq).orElse(0L), page.limit() + 1)
        .collectList()
        .map(rows -> Page.of(rows, page.limit(), row -> Long.toString(row.seq())))
        .map(found -> Answer.ok(found.map(ApiKeyView::of)));
  }

  private Mono<Answer> once(
      Caller caller,
      IdempotencyKey key,
      Object body,
      ServerWebExchange exchange,
      Mono<Answer> work) {
    RequestDigest digest = digests.of(key, caller.requestScope(), exchange.getRequest(), body);
    return answers.once(exchange, digest, work);
  }

  private static Answer created(ApiKeys.Issued issued) {
    String path = "/v1/api-keys/" + issued.apiKey().id();
    return noStore(Answer.created(ApiKeyView.once(issued)), issued).location(path);
  }

  private static Answer shownOnce(ApiKeys.Issued issued) {
    return noStore(Answer.ok(ApiKeyView.once(issued)), issued);
  }

  private static Answer noStore(Answer answer, ApiKeys.Issued issued) {
    return answer.replayedAs(ApiKeyView.of(issued.apiKey())).header("Cache-Control", "no-store");
  }

  private static Scopes scopes(Checks checks, @Nullable List<String> names) {
    List<String> items = checks.items("scopes", names, Scope.values().length);
    var scopes = items.stream().map(Scope::of).toList();
    for (int i = 0; i < scopes.size(); i++) {
      checks.that(scopes.get(i).isPresent(), "scopes[" + i + "]", "must be " + Scope.NAMES);
    }
    return Scopes.of(scopes.stream().flatMap(Optional::stream).toList());
  }

  private static long parseSeq(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException notOurs) {
      throw PageRequest.badCursor();
    }
  }

  private static <T> Mono<T> notFound(String id) {
    return Mono.error(
        () -> Problem.of(ProblemCode.API_KEY_NOT_FOUND, "No API key has the id " + id + "."));
  }
}
