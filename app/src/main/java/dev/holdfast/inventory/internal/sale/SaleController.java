package dev.holdfast.inventory.internal.sale;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Reading;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.EmptyBody;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import dev.holdfast.shared.RequestDigests;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import reactor.core.publisher.Mono;

/** Sales: what is sold for a while, to whom, and how much of it. */
@JsonController("/v1/sales")
final class SaleController {
  private final LedgerSales sales;
  private final RequestDigests digests;

  SaleController(LedgerSales sales, RequestDigests digests) {
    this.sales = sales;
    this.digests = digests;
  }

  @PutMapping("/{id}")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> put(@PathVariable String id, @JsonBody SaleBody body) {
    Sale sale = body.sale(id);
    return sales.define(sale).map(defined -> defined.answer(present(id).value()));
  }

  @PostMapping("/{id}/close")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> close(
      @PathVariable String id,
      @JsonBody(required = false) EmptyBody body,
      Caller caller,
      IdempotencyKey key,
      ServerHttpRequest request) {
    return sales
        .close(digests.of(key, caller.requestScope(), request, body), id)
        .map(outcome -> outcome.answer(Answer::ok));
  }

  @GetMapping("/{id}")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> get(@PathVariable String id) {
    return Mono.fromSupplier(() -> present(id).answer());
  }

  @GetMapping
  @Requires(Scope.STOCK_READ)
  @QueryParameters(paged = true)
  Mono<Answer> list(Query query) {
    return Mono.fromSupplier(() -> sales.list(query.page()).answer());
  }

  private Reading<Sale> present(String id) {
    return sales
        .find(id)
        .orElseThrow(
            () -> Problem.of(ProblemCode.SALE_NOT_FOUND, "No sale has the id " + id + "."));
  }
}
