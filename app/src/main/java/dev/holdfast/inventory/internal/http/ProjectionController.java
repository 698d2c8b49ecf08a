package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.internal.projection.HistoryRebuild;
import dev.holdfast.inventory.internal.projection.ProjectedPosition;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.IdempotentAnswers;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.RequestDigests;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What operators do to the tables that follow the journal. */
@JsonController("/v1/admin/projections")
final class ProjectionController {
  private final HistoryRebuild history;
  private final ProjectedPosition projected;
  private final IdempotentAnswers answers;
  private final RequestDigests digests;

  ProjectionController(
      HistoryRebuild history,
      ProjectedPosition projected,
      IdempotentAnswers answers,
      RequestDigests digests) {
    this.history = history;
    this.projected = projected;
    this.answers = answers;
    this.digests = digests;
  }

  /**
   * A projection that is being made anew.
   *
   * @param wasAt the position up to which it was written
   */
  record RebuildBody(String projection, long wasAt) {}

  @PostMapping("/stock/rebuild")
  @Requires(Scope.ADMIN)
  Mono<Answer> rebuild(Caller caller, IdempotencyKey key, ServerWebExchange exchange) {
    long wasAt = projected.known().position();
    Mono<Answer> begun = history.begin().thenReturn(Answer.ok(new RebuildBody("stock", wasAt)));
    return answers.once(
        exchange, digests.of(key, caller.requestScope(), exchange.getRequest(), Map.of()), begun);
  }
}
