package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.history.MovementLog;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** How stock has moved. */
@JsonController("/v1/stock-movements")
final class MovementReadController {
  private final MovementLog movements;

  MovementReadController(MovementLog movements) {
    this.movements = movements;
  }

  @GetMapping("/{id}")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> get(@PathVariable String id) {
    return movements.find(id).map(Reading::answer);
  }

  @GetMapping
  @Requires(Scope.STOCK_READ)
  @QueryParameters(
      value = {"sku", "location", "type", "reference"},
      paged = true)
  Mono<Answer> list(Query query) {
    return movements.list(filter(query.text("sku"), query), query.page()).map(Reading::answer);
  }

  /** What the parameters {@code location}, {@code type} and {@code reference} say. */
  static MovementLog.Filter filter(Optional<String> sku, Query query) {
    Optional<Movement.Type> type = query.choice("type", Movement.Type.class);
    return new MovementLog.Filter(sku, query.text("location"), type, query.text("reference"));
  }
}
