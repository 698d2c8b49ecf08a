package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.inventory.Availability;
import dev.holdfast.inventory.ShownQuantity;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import java.time.Instant;

/**
 * What one channel sees, by its present settings.
 *
 * @param location the only one that counts, or {@link Command#NONE}
 */
record ChannelView(LedgerGateway ledger, int channel, SkuSelection skus, int location)
    implements Availabilities.View {

  /** From where the figures come from: the directory may lag behind them by a block. */
  @Override
  public long settingsPosition() {
    return ledger.reads().channelSettings(channel).changedAt();
  }

  @Override
  public boolean shows(int sku) {
    return skus.holds(sku);
  }

  @Override
  public int next(int from, int before) {
    return skus.next(from, Math.min(before, skuCount()));
  }

  @Override
  public int skuCount() {
    return ledger.reads().skuCount();
  }

  @Override
  public Availability of(int sku) {
    var sellable =
        location == Command.NONE
            ? ledger.reads().availability(channel, sku)
            : ledger.reads().availabilityAt(channel, sku, location);
    var shown =
        ShownQuantity.of(sellable.sellable(), ledger.directory().channel(channel).display());
    return new Availability(
        ledger.directory().skus().id(sku),
        shown.available(),
        shown.orMore(),
        status(sellable.status()),
        sellable.position(),
        Instant.ofEpochMilli(sellable.asOfMillis()));
  }

  private static Availability.Status status(dev.holdfast.ledger.api.Availability.Status status) {
    return switch (status) {
      case IN_STOCK -> Availability.Status.IN_STOCK;
      case LOW_STOCK -> Availability.Status.LOW_STOCK;
      case OUT_OF_STOCK -> Availability.Status.OUT_OF_STOCK;
      case BACKORDER -> Availability.Status.BACKORDER;
    };
  }
}
