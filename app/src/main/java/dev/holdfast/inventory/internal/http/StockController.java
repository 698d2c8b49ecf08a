package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.StockLevels;
import dev.holdfast.inventory.internal.history.Moment;
import dev.holdfast.inventory.internal.history.PastStock;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** What lies where. */
@JsonController("/v1/stock")
final class StockController {
  private final StockLevels stock;
  private final PastStock past;

  StockController(StockLevels stock, PastStock past) {
    this.stock = stock;
    this.past = past;
  }

  @GetMapping("/{sku}")
  @Requires(Scope.STOCK_READ)
  @QueryParameters({"at", "position"})
  Mono<Answer> get(@PathVariable String sku, Query query) {
    return Moment.of(query)
        .map(moment -> past.at(sku, moment).map(Reading::answer))
        .orElseGet(
            () ->
                Mono.fromSupplier(
                    () -> stock.find(sku).orElseThrow(() -> skuNotFound(sku)).answer()));
  }

  @GetMapping
  @Requires(Scope.STOCK_READ)
  @QueryParameters(
      value = {"location", "changedAfter"},
      paged = true)
  Mono<Answer> list(Query query) {
    return Mono.fromSupplier(() -> stock.list(filter(query), query.page()).answer());
  }

  private static StockLevels.Filter filter(Query query) {
    return new StockLevels.Filter(query.text("location"), query.text("changedAfter"));
  }

  static Problem skuNotFound(String sku) {
    return Problem.of(ProblemCode.SKU_NOT_FOUND, "No SKU has the id " + sku + ".");
  }
}
