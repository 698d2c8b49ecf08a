package dev.holdfast.ledger.record;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.record.sbe.BoundsSetEncoder;
import dev.holdfast.ledger.record.sbe.BudgetDefinedEncoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedEncoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedEncoder;
import dev.holdfast.ledger.record.sbe.SaleClosedEncoder;
import dev.holdfast.ledger.record.sbe.SaleDefinedEncoder;
import dev.holdfast.ledger.record.sbe.SkuDefinedEncoder;

/** Encodes facts about settings: what a command defined, under which ordinal. Not thread-safe. */
public final class SettingsFactWriter {

  private final FactBuffer facts;
  private final LocationDefinedEncoder locationDefined = new LocationDefinedEncoder();
  private final SkuDefinedEncoder skuDefined = new SkuDefinedEncoder();
  private final ChannelDefinedEncoder channelDefined = new ChannelDefinedEncoder();
  private final BoundsSetEncoder boundsSet = new BoundsSetEncoder();
  private final SaleDefinedEncoder saleDefined = new SaleDefinedEncoder();
  private final SaleClosedEncoder saleClosed = new SaleClosedEncoder();
  private final BudgetDefinedEncoder budgetDefined = new BudgetDefinedEncoder();

  SettingsFactWriter(FactBuffer facts) {
    this.facts = facts;
  }

  public void locationDefined(int location, Command.DefineLocation define) {
    locationDefined
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .location(location)
        .kind((short) define.type().code())
        .putKey(define.id().utf8(), 0, define.id().length())
        .putDetails(define.details().utf8(), 0, define.details().length());
    facts.end(locationDefined.encodedLength());
  }

  public void skuDefined(int sku, Command.DefineSku define) {
    skuDefined
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(sku)
        .lowStockThreshold(define.lowStockThreshold())
        .backorderLimit(define.backorderLimit())
        .putKey(define.id().utf8(), 0, define.id().length())
        .putDetails(define.details().utf8(), 0, define.details().length());
    facts.end(skuDefined.encodedLength());
  }

  public void channelDefined(int channel, Command.DefineChannel define) {
    channelDefined
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .channel(channel)
        .ttlMillis(define.ttlMillis())
        .displayKind((short) define.display().kind().code())
        .displayCap(define.display().cap());
    var allowed = channelDefined.allowedCount(define.allowedLocations().size());
    for (int location : define.allowedLocations()) {
      allowed.next().location(location);
    }
    channelDefined
        .putKey(define.id().utf8(), 0, define.id().length())
        .putDetails(define.details().utf8(), 0, define.details().length());
    facts.end(channelDefined.encodedLength());
  }

  public void boundsSet(Bounds bounds) {
    boundsSet
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .terminalReservationsMax(bounds.terminalReservationsMax())
        .terminalRetentionMillis(bounds.terminalRetentionMillis())
        .requestSuccessesMax(bounds.requestSuccessesMax())
        .requestRefusalsMax(bounds.requestRefusalsMax())
        .requestRetentionMillis(bounds.requestRetentionMillis());
    facts.end(boundsSet.encodedLength());
  }

  public void saleDefined(int sale, Command.DefineSale define) {
    saleDefined
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sale(sale)
        .startsAt(define.startsAtMillis())
        .endsAt(define.endsAtMillis())
        .exclusiveFrom(define.exclusiveFromMillis())
        .perCustomer(define.perCustomer())
        .ttlMillis(define.ttlMillis());
    var quotas = saleDefined.quotasCount(define.quotas().size());
    for (Command.Quota quota : define.quotas()) {
      quotas.next().sku(quota.sku()).units(quota.units());
    }
    var channels = saleDefined.channelsCount(define.channels().size());
    for (int channel : define.channels()) {
      channels.next().channel(channel);
    }
    saleDefined
        .putKey(define.id().utf8(), 0, define.id().length())
        .putDetails(define.details().utf8(), 0, define.details().length());
    facts.end(saleDefined.encodedLength());
  }

  public void saleClosed(int sale) {
    saleClosed
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sale(sale);
    facts.end(saleClosed.encodedLength());
  }

  public void budgetDefined(int budget, Command.DefineBudget define) {
    budgetDefined
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .budget(budget)
        .units(define.limit())
        .perCustomer(define.perCustomer())
        .putKey(define.id().utf8(), 0, define.id().length())
        .putDetails(define.details().utf8(), 0, define.details().length());
    facts.end(budgetDefined.encodedLength());
  }
}
