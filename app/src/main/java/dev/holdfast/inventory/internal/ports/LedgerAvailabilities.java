package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import org.springframework.stereotype.Component;

/** Availability, from the ledger's durable state. */
@Component
final class LedgerAvailabilities implements Availabilities {
  private final LedgerGateway ledger;

  LedgerAvailabilities(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public String journalId() {
    return ledger.journalId();
  }

  @Override
  public long position() {
    return ledger.reads().position();
  }

  @Override
  public String positionToken() {
    return Positions.token(position());
  }

  @Override
  public View view(String channel, Filter filter) {
    Directory directory = ledger.directory();
    int[] skus = filter.skus().stream().mapToInt(directory::sku).sorted().distinct().toArray();
    int location = filter.location().map(directory::location).orElse(Command.NONE);
    int ordinal = directory.channel(channel).ordinal();
    return new ChannelView(
        ledger, ordinal, new SkuSelection(directory, skus, filter.prefix()), location);
  }
}
