package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.Quantities;
import dev.holdfast.inventory.Sku;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Checks;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import reactor.core.publisher.Mono;

/** What is sold. */
@JsonController("/v1/skus")
final class SkuController {
  private static final int NAME_LENGTH_MAX = 200;

  private final Definitions<Sku> skus;

  SkuController(Definitions<Sku> skus) {
    this.skus = skus;
  }

  /** What a SKU is set to. */
  record SkuBody(
      @Nullable String name, @Nullable Long backorderLimit, @Nullable Long lowStockThreshold) {

    Sku sku(String id) {
      var checks = new Checks();
      checks.id("sku", id);
      if (name != null) {
        checks.text("name", name, NAME_LENGTH_MAX);
      }
      long limit = checks.numberOr("backorderLimit", backorderLimit, 0, Quantities.QUANTITY_MAX, 0);
      long threshold =
          checks.numberOr("lowStockThreshold", lowStockThreshold, 0, Quantities.QUANTITY_MAX, 0);
      checks.done();
      return new Sku(id, name, limit, threshold);
    }
  }

  @PutMapping("/{sku}")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> put(@PathVariable("sku") String id, @JsonBody SkuBody body) {
    Sku sku = body.sku(id);
    return skus.define(sku).map(defined -> defined.answer(sku));
  }

  @GetMapping("/{sku}")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> get(@PathVariable("sku") String id) {
    return Mono.fromSupplier(
        () -> skus.find(id).orElseThrow(() -> StockController.skuNotFound(id)).answer());
  }

  @GetMapping
  @Requires(Scope.STOCK_READ)
  @QueryParameters(paged = true)
  Mono<Answer> list(Query query) {
    return Mono.fromSupplier(() -> skus.list(query.page()).answer());
  }
}
