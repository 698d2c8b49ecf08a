package dev.holdfast.inventory.internal.allocation;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.EmptyBody;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import dev.holdfast.shared.RequestDigests;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import reactor.core.publisher.Mono;

/** Who may sell how much of each SKU. */
@JsonController("/v1/stock")
final class AllocationController {
  private final Allocations allocations;
  private final RequestDigests digests;

  AllocationController(Allocations allocations, RequestDigests digests) {
    this.allocations = allocations;
    this.digests = digests;
  }

  @PutMapping("/{sku}/allocation")
  @Requires(Scope.STOCK_WRITE)
  @QueryParameters("dryRun")
  Mono<Answer> put(@PathVariable String sku, @JsonBody AllocationBody body, Query query) {
    Allocation wanted = body.allocation();
    return query.flag("dryRun")
        ? Mono.fromSupplier(() -> allocations.preview(sku, wanted).answer())
        : allocations
            .define(sku, wanted)
            .map(defined -> defined.answer(allocations.find(sku).value()));
  }

  @GetMapping("/{sku}/allocation")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> get(@PathVariable String sku) {
    return Mono.fromSupplier(() -> allocations.find(sku).answer());
  }

  @PostMapping("/{sku}/allocation/rebalance")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> rebalance(
      @PathVariable String sku,
      @JsonBody(required = false) EmptyBody body,
      Caller caller,
      IdempotencyKey key,
      ServerHttpRequest request) {
    return allocations
        .rebalance(digests.of(key, caller.requestScope(), request, body), sku)
        .map(outcome -> outcome.answer(Answer::ok));
  }

  @PutMapping("/allocation")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> putDefault(@JsonBody AllocationBody body) {
    return allocations
        .defineDefault(body.allocation())
        .map(defined -> defined.answer(allocations.findDefault().value()));
  }

  @GetMapping("/allocation")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> getDefault() {
    return Mono.fromSupplier(() -> allocations.findDefault().answer());
  }
}
