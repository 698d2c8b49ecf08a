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
        : Optional.of(new Reading<>(everywhere(ordinal), position));
  }

  @Override
  public Reading<Page<Stock>> list(Optional<String> location, PageRequest page) {
    int only = location.map(ledger.directory()::location).orElse(Command.NONE);
    String position = Positions.token(ledger.reads().position());
    int count = ledger.reads().skuCount();
    return new Reading<>(
        OrdinalPages.of(
            page,
            count,
            LOOK_MAX,
            OrdinalPages.EVERY,
            sku -> only == Command.NONE ? everywhere(sku) : at(only, sku)),
        position);
  }

  private Stock everywhere(int sku) {
    return Figures.of(ledger.reads().stock(sku), ledger.directory());
  }

  private @Nullable Stock at(int location, int sku) {
    StockView view = ledger.reads().stock(sku);
    for (StockFigures figures : view.locations()) {
      if (figures.location() == location) {
        return Figures.at(figures, view, ledger.directory());
      }
    }
    return null;
  }
}
