package dev.holdfast.inventory.internal.engine;

import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who is who: the ids clients use, the ordinals the ledger uses, and of channels what every request
 * needs. Lookups take no lock and make no garbage. Thread-safe.
 */
public final class Directory {
  private final Reads reads;
  private final NameTable skus;
  private final NameTable locations;
  private final NameTable channelNames;
  private final NameTable sales;
  private final NameTable budgets;

  /** By ordinal. Written by the publishing thread alone, but for the start. */
  private volatile @Nullable SellingChannel[] channels;

  Directory(Reads reads) {
    this.reads = reads;
    skus = new NameTable(reads::sku, sku -> reads.skuSettings(sku).id());
    locations = new NameTable(reads::location, it -> reads.locationSettings(it).id());
    channelNames = new NameTable(reads::channel, it -> reads.channelSettings(it).id());
    sales = new NameTable(reads::sale, it -> reads.saleView(it).id());
    budgets = new NameTable(reads::budget, it -> reads.budgetView(it).id());
    channels = new @Nullable SellingChannel[reads.channelCount()];
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] = load(channel);
    }
  }

  public NameTable skus() {
    return skus;
  }

  public NameTable locations() {
    return locations;
  }

  public NameTable channelNames() {
    return channelNames;
  }

  public NameTable sales() {
    return sales;
  }

  public NameTable budgets() {
    return budgets;
  }

  /**
   * The ordinal of a SKU.
   *
   * @throws Problem SKU_NOT_FOUND
   */
  public int sku(String id) {
    int sku = skus.find(id);
    if (sku == Command.NONE) {
      throw unknown(ProblemCode.SKU_NOT_FOUND, "SKU", "sku", id);
    }
    return sku;
  }

  /**
   * The ordinal of a location.
   *
   * @throws Problem LOCATION_NOT_FOUND
   */
  public int location(String id) {
    int location = locations.find(id);
    if (location == Command.NONE) {
      throw unknown(ProblemCode.LOCATION_NOT_FOUND, "location", "location", id);
    }
    return location;
  }

  /**
   * A channel by its id.
   *
   * @throws Problem CHANNEL_NOT_FOUND
   */
  public SellingChannel channel(String id) {
    int ordinal = channelNames.find(id);
    if (ordinal == Command.NONE) {
      throw unknown(ProblemCode.CHANNEL_NOT_FOUND, "channel", "channel", id);
    }
    return channel(ordinal);
  }

  /**
   * The ordinal of a sale.
   *
   * @throws Problem SALE_NOT_FOUND
   */
  public int sale(String id) {
    int sale = sales.find(id);
    if (sale == Command.NONE) {
      throw unknown(ProblemCode.SALE_NOT_FOUND, "sale", "sale", id);
    }
    return sale;
  }

  /**
   * The ordinal of a budget.
   *
   * @throws Problem BUDGET_NOT_FOUND
   */
  public int budget(String id) {
    int budget = budgets.find(id);
    if (budget == Command.NONE) {
      throw unknown(ProblemCode.BUDGET_NOT_FOUND, "budget", "budget", id);
    }
    return budget;
  }

  private static Problem unknown(ProblemCode code, String what, String field, String id) {
    return Problem.of(code, "No " + what + " has the id " + id + ".").with(field, id);
  }

  /** A channel by its ordinal. */
  public SellingChannel channel(int ordinal) {
    @Nullable SellingChannel[] known = channels;
    SellingChannel channel = ordinal < known.length ? known[ordinal] : null;
    return channel == null ? load(ordinal) : channel;
  }

  /** Takes note that channels have changed. On the publishing thread, before anyone is told. */
  void refresh(int[] changedChannels) {
    for (int channel : changedChannels) {
      @Nullable SellingChannel[] known = channels;
      if (channel >= known.length) {
        known = Arrays.copyOf(known, channel + 1);
      }
      known[channel] = load(channel);
      channels = known;
    }
  }

  private SellingChannel load(int ordinal) {
    Reads.ChannelSettings settings = reads.channelSettings(ordinal);
    return new SellingChannel(
        ordinal, settings.id(), type(settings), shown(settings.display()), settings.changedAt());
  }

  private static ChannelType type(Reads.ChannelSettings settings) {
    return ChannelType.valueOf(Details.read(settings.details(), Details.OfChannel.class).type());
  }

  /** The same in the words of {@code channel}. */
  public static QuantityDisplay shown(dev.holdfast.ledger.api.QuantityDisplay display) {
    return switch (display.kind()) {
      case EXACT -> QuantityDisplay.EXACT;
      case CAPPED -> new QuantityDisplay.Capped(display.cap());
      case STATUS_ONLY -> QuantityDisplay.STATUS_ONLY;
    };
  }
}
