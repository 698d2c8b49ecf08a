package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.SettingsFactWriter;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;

/** Defines SKUs, locations and channels. */
final class SettingsDecider {

  private final LedgerState state;
  private final SettingsFactWriter facts;
  private final Decision decision;

  SettingsDecider(LedgerState state, FactWriter facts, Decision decision) {
    this.state = state;
    this.facts = facts.settings();
    this.decision = decision;
  }

  void decide(Command.DefineSku define) {
    int sku = decision.ordinal(state.skus().find(define.id()), state.skus().count());
    facts.skuDefined(sku, define);
  }

  void decide(Command.DefineLocation define) {
    int known = state.locations().find(define.id());
    int location = decision.ordinal(known, state.locations().count());
    facts.locationDefined(location, define);
  }

  void decide(Command.DefineChannel define) {
    int known = state.channels().find(define.id());
    if (known < 0 && state.channels().count() == ReservationTable.CHANNELS_MAX) {
      decision.refuse(ResultCode.LIMIT_REACHED, 0, 0, ReservationTable.CHANNELS_MAX);
      return;
    }
    int channel = decision.ordinal(known, state.channels().count());
    facts.channelDefined(channel, define);
  }

  void decide(Command.SetBounds set) {
    if (!set.bounds().equals(state.bounds())) {
      facts.boundsSet(set.bounds());
    }
  }
}
