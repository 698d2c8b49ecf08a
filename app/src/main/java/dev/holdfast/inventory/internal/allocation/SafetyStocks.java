package dev.holdfast.inventory.internal.allocation;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Defined;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.ports.Refusals;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is kept back of stock, in the ledger. Thread-safe. */
@Component
final class SafetyStocks {
  private final LedgerGateway ledger;

  SafetyStocks(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  /** Sets the target, and so makes the stock item if there is none. */
  Mono<Defined> define(SafetyStock wanted) {
    return Mono.defer(
        () -> {
          int sku = ledger.directory().sku(wanted.sku());
          int location = ledger.directory().location(wanted.location());
          boolean isNew = !isItem(sku, location);
          return ledger
              .submit(() -> command(sku, location, wanted.safetyStock()))
              .map(reply -> defined(reply, isNew));
        });
  }

  private static Command command(int sku, int location, long target) {
    return new Command.SetSafetyStock(RequestId.NONE, sku, location, target);
  }

  private Defined defined(Reply reply, boolean isNew) {
    if (!reply.isOk()) {
      throw new Refusals(ledger.directory(), "set", QuantityDisplay.EXACT).problem(reply);
    }
    return new Defined(isNew, Positions.token(reply.position()));
  }

  /** That of a stock item, or nothing if the SKU was never at the location. */
  Optional<Reading<SafetyStock>> find(String skuId, String locationId) {
    String position = Positions.token(ledger.reads().position());
    int sku = ledger.directory().sku(skuId);
    int location = ledger.directory().location(locationId);
    return isItem(sku, location)
        ? Optional.of(new Reading<>(of(sku, location), position))
        : Optional.empty();
  }

  /** Those of a SKU's stock items, by location. */
  Reading<Page<SafetyStock>> list(String skuId, PageRequest page) {
    String position = Positions.token(ledger.reads().position());
    Directory directory = ledger.directory();
    int sku = directory.sku(skuId);
    List<SafetyStock> items =
        ledger.reads().stock(sku).locations().stream()
            .map(figures -> directory.locations().id(figures.location()))
            .filter(id -> page.after().map(after -> id.compareTo(after) > 0).orElse(true))
            .sorted()
            .limit(page.limit() + 1L)
            .map(id -> of(sku, directory.location(id)))
            .toList();
    return new Reading<>(Page.of(items, page.limit(), SafetyStock::location), position);
  }

  private boolean isItem(int sku, int location) {
    for (StockFigures figures : ledger.reads().stock(sku).locations()) {
      if (figures.location() == location) {
        return true;
      }
    }
    return false;
  }

  private SafetyStock of(int sku, int location) {
    Directory directory = ledger.directory();
    return new SafetyStock(
        directory.skus().id(sku),
        directory.locations().id(location),
        ledger.reads().safetyTarget(sku, location));
  }
}
