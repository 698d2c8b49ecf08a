package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.Stock;
import dev.holdfast.inventory.StockLevels;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.api.StockView;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stock, from the ledger's durable state. */
@Component
final class LedgerStockLevels implements StockLevels {
  /** How many SKUs a page looks at before it ends short. */
  private static final int LOOK_MAX = 5_000;

  private static final long BEFORE_ALL = -1;

  private final LedgerGateway ledger;

  LedgerStockLevels(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<Reading<Stock>> find(String sku) {
    String position = Positions.token(ledger.reads().position());
    int ordinal = ledger.directory().skus().find(sku);
    return ordinal == Command.NONE
        ? Optional.empty()
        : Optional.of(
            new Reading<>(Figures.of(ledger.reads().stock(ordinal), ledger.directory()), position));
  }

  @Override
  public Reading<Page<Stock>> list(Filter filter, PageRequest page) {
    int only = filter.location().map(ledger.directory()::location).orElse(Command.NONE);
    long after =
        filter.changedAfter().map(it -> Positions.parse("changedAfter", it)).orElse(BEFORE_ALL);
    String position = Positions.token(ledger.reads().position());
    int count = ledger.reads().skuCount();
    return new Reading<>(
        OrdinalPages.of(page, count, LOOK_MAX, OrdinalPages.EVERY, sku -> listed(sku, only, after)),
        position);
  }

  private @Nullable Stock listed(int sku, int onlyAt, long after) {
    StockView view = ledger.reads().stock(sku);
    if (view.position() <= after) {
      return null;
    }
    return onlyAt == Command.NONE ? Figures.of(view, ledger.directory()) : at(onlyAt, view);
  }

  private @Nullable Stock at(int location, StockView view) {
    for (StockFigures figures : view.locations()) {
      if (figures.location() == location) {
        return Figures.at(figures, view, ledger.directory());
      }
    }
    return null;
  }
}
