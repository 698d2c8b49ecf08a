package dev.holdfast.inventory.internal.allocation;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Defined;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.ports.Refusals;
import dev.holdfast.inventory.internal.ports.Requests;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.shared.RequestDigest;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may sell how much, in the ledger. Thread-safe. */
@Component
final class Allocations {
  private final LedgerGateway ledger;

  Allocations(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  /** Gives a SKU a policy of its own, or another one. */
  Mono<Defined> define(String skuId, Allocation wanted) {
    return Mono.defer(
        () -> {
          int sku = ledger.directory().sku(skuId);
          boolean isNew = !ledger.reads().allocation(sku).own();
          return ledger.submit(() -> command(sku, wanted)).map(reply -> defined(reply, isNew));
        });
  }

  /** Sets the policy of the SKUs that have none of their own, which there always is. */
  Mono<Defined> defineDefault(Allocation wanted) {
    return ledger.submit(() -> command(Command.NONE, wanted)).map(reply -> defined(reply, false));
  }

  private Command.SetAllocation command(int sku, Allocation wanted) {
    return new Command.SetAllocation(
        RequestId.NONE, sku, AllocationViews.policyOf(wanted.policy()), allotments(wanted));
  }

  private List<Command.Allotment> allotments(Allocation wanted) {
    return wanted.parts().stream()
        .map(
            part ->
                new Command.Allotment(
                    ledger.directory().channel(part.channel()).ordinal(), part.amount()))
        .toList();
  }

  private Defined defined(Reply reply, boolean isNew) {
    if (!reply.isOk()) {
      throw refusals("set").problem(reply);
    }
    return new Defined(isNew, Positions.token(reply.position()));
  }

  /** Deals what is available of a SKU anew. */
  Mono<Outcome<AllocationShown>> rebalance(RequestDigest request, String skuId) {
    return ledger
        .submit(() -> new Command.Rebalance(Requests.id(request), ledger.directory().sku(skuId)))
        .map(reply -> refusals("dealt").outcome(reply, _ -> find(skuId).value()));
  }

  private Refusals refusals(String attempt) {
    return new Refusals(ledger.directory(), attempt, QuantityDisplay.EXACT);
  }

  /** The policy in force for a SKU, its own or the default, and what each channel has by it. */
  Reading<AllocationShown> find(String skuId) {
    int sku = ledger.directory().sku(skuId);
    String position = Positions.token(ledger.reads().position());
    return new Reading<>(views().of(skuId, ledger.reads().allocation(sku)), position);
  }

  /** What each channel would have if this were the SKU's policy. */
  Reading<AllocationShown> preview(String skuId, Allocation wanted) {
    int sku = ledger.directory().sku(skuId);
    List<Command.Allotment> allotments = allotments(wanted);
    String position = Positions.token(ledger.reads().position());
    Reads.AllocationView view =
        ledger.reads().preview(sku, AllocationViews.policyOf(wanted.policy()), allotments);
    return new Reading<>(views().of(skuId, view), position);
  }

  /** The policy of the SKUs that have none of their own. */
  Reading<AllocationShown> findDefault() {
    String position = Positions.token(ledger.reads().position());
    return new Reading<>(views().ofDefault(ledger.reads().defaultAllocation()), position);
  }

  private AllocationViews views() {
    return new AllocationViews(ledger.directory());
  }
}
