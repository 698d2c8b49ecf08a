package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.history.MovementLog;
import dev.holdfast.inventory.internal.history.StockHistory;
import dev.holdfast.inventory.internal.projection.EntryType;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** What made a SKU's figures what they are. */
@JsonController("/v1/stock/{sku}")
final class HistoryController {
  private final StockHistory history;
  private final MovementLog movements;

  HistoryController(StockHistory history, MovementLog movements) {
    this.history = history;
    this.movements = movements;
  }

  @GetMapping("/history")
  @Requires(Scope.STOCK_READ)
  @QueryParameters(
      value = {"location", "type"},
      paged = true)
  Mono<Answer> history(@PathVariable String sku, Query query) {
    var filter =
        new StockHistory.Filter(query.text("location"), query.choice("type", EntryType.class));
    return history.entries(sku, filter, query.page()).map(Reading::answer);
  }

  @GetMapping("/movements")
  @Requires(Scope.STOCK_READ)
  @QueryParameters(
      value = {"location", "type", "reference"},
      paged = true)
  Mono<Answer> movements(@PathVariable String sku, Query query) {
    var filter = MovementReadController.filter(Optional.of(sku), query);
    return movements.list(filter, query.page()).map(Reading::answer);
  }
}
