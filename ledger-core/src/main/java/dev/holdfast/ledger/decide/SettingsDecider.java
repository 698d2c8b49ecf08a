package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.state.LedgerState;

/** Defines SKUs, locations and channels. */
final class SettingsDecider {

  private final LedgerState state;
  private final FactWriter facts;
  private final Decision decision;

  SettingsDecider(LedgerState state, FactWriter facts, Decision decision) {
    this.state = state;
    this.facts = facts;
    this.decision = decision;
  }

  void decide(Command.DefineSku define) {
    int sku = ordinal(state.skus().find(define.id()), state.skus().count());
    facts.skuDefined(sku, define.lowStockThreshold(), define.id(), define.details());
  }

  void decide(Command.DefineLocation define) {
    int location = ordinal(state.locations().find(define.id()), state.locations().count());
    facts.locationDefined(location, define.type(), define.id(), define.details());
  }

  void decide(Command.DefineChannel define) {
    int channel = ordinal(state.channels().find(define.id()), state.channels().count());
    facts.channelDefined(
        channel,
        define.ttlMillis(),
        define.display(),
        define.allowedLocations(),
        define.id(),
        define.details());
  }

  void decide(Command.SetBounds set) {
    if (!set.bounds().equals(state.bounds())) {
      facts.boundsSet(set.bounds());
    }
  }

  private int ordinal(int known, int next) {
    boolean created = known < 0;
    int ordinal = created ? next : known;
    decision.defined(ordinal, created);
    return ordinal;
  }
}
