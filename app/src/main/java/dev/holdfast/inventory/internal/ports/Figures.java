package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Stock;
import dev.holdfast.inventory.StockFigures;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.StockView;
import java.time.Instant;
import java.util.List;

/** Puts the ledger's figures in the words of the outside. */
public final class Figures {

  private Figures() {}

  public static StockFigures of(dev.holdfast.ledger.api.StockFigures figures, Directory directory) {
    return new StockFigures(
        figures.location() == Command.NONE ? null : directory.locations().id(figures.location()),
        figures.onHand(),
        figures.available(),
        figures.held(),
        figures.committed(),
        figures.safetyStock(),
        figures.damaged(),
        figures.qualityControl(),
        figures.incoming(),
        figures.backordered());
  }

  public static Stock of(StockView view, Directory directory) {
    List<StockFigures> locations =
        view.locations().stream().map(figures -> of(figures, directory)).toList();
    return stock(view, of(view.total(), directory), locations, directory);
  }

  /** The stock at one location, which is its own total. */
  static Stock at(dev.holdfast.ledger.api.StockFigures there, StockView view, Directory directory) {
    return stock(
        view, of(there.plus(NOTHING), directory), List.of(of(there, directory)), directory);
  }

  private static final dev.holdfast.ledger.api.StockFigures NOTHING =
      new dev.holdfast.ledger.api.StockFigures(Command.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static Stock stock(
      StockView view, StockFigures total, List<StockFigures> locations, Directory directory) {
    return new Stock(
        directory.skus().id(view.sku()),
        total,
        locations,
        view.position(),
        Instant.ofEpochMilli(view.asOfMillis()));
  }
}
