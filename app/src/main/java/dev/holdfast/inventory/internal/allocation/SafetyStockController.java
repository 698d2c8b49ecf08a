package dev.holdfast.inventory.internal.allocation;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Quantities;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Checks;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import reactor.core.publisher.Mono;

/** What is kept back of each stock item. */
@JsonController("/v1/stock/{sku}/locations")
final class SafetyStockController {
  private final SafetyStocks safetyStocks;

  SafetyStockController(SafetyStocks safetyStocks) {
    this.safetyStocks = safetyStocks;
  }

  /** What a stock item is set to. */
  record ItemBody(@Nullable Long safetyStock) {

    SafetyStock of(String sku, String location) {
      var checks = new Checks();
      long units = checks.numberOr("safetyStock", safetyStock, 0, Quantities.QUANTITY_MAX, 0);
      checks.done();
      return new SafetyStock(sku, location, units);
    }
  }

  @PutMapping("/{location}")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> put(
      @PathVariable String sku, @PathVariable String location, @JsonBody ItemBody body) {
    SafetyStock wanted = body.of(sku, location);
    return safetyStocks.define(wanted).map(defined -> defined.answer(wanted));
  }

  @GetMapping("/{location}")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> get(@PathVariable String sku, @PathVariable String location) {
    return Mono.fromSupplier(
        () -> safetyStocks.find(sku, location).orElseThrow(() -> notFound(sku, location)).answer());
  }

  @GetMapping
  @Requires(Scope.STOCK_READ)
  @QueryParameters(paged = true)
  Mono<Answer> list(@PathVariable String sku, Query query) {
    return Mono.fromSupplier(() -> safetyStocks.list(sku, query.page()).answer());
  }

  private static Problem notFound(String sku, String location) {
    return Problem.of(
            ProblemCode.STOCK_ITEM_NOT_FOUND,
            "No " + sku + " was ever at " + location + ", and none is kept back there.")
        .with("sku", sku)
        .with("location", location);
  }
}
