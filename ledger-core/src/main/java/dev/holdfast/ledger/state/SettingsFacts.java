package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.record.sbe.AllocationRebalancedDecoder;
import dev.holdfast.ledger.record.sbe.AllocationSetDecoder;
import dev.holdfast.ledger.record.sbe.BoundsSetDecoder;
import dev.holdfast.ledger.record.sbe.BudgetDefinedDecoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedDecoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedDecoder;
import dev.holdfast.ledger.record.sbe.SaleClosedDecoder;
import dev.holdfast.ledger.record.sbe.SaleDefinedDecoder;
import dev.holdfast.ledger.record.sbe.SkuDefinedDecoder;
import java.util.Arrays;

/** What facts about settings do. */
final class SettingsFacts {

  private final LedgerState state;
  private final StockBook book;
  private final ChangeListener listener;

  SettingsFacts(LedgerState state, StockBook book, ChangeListener listener) {
    this.state = state;
    this.book = book;
    this.listener = listener;
  }

  /** Puts a text of a fact where the state keeps its bytes. */
  @FunctionalInterface
  private interface Copier {
    int copy(byte[] bytes, int offset, int length);
  }

  private int text(int length, Copier copier) {
    int text = state.texts.allocate(length);
    copier.copy(state.texts.page(text), state.texts.offset(text), length);
    return text;
  }

  void onLocationDefined(LocationDefinedDecoder fact) {
    int key = text(fact.keyLength(), fact::getKey);
    int details = text(fact.detailsLength(), fact::getDetails);
    state.locations.define(fact.location(), key, details, fact.kind());
  }

  void onSkuDefined(SkuDefinedDecoder fact) {
    int sku = fact.sku();
    boolean isNew = sku == state.skus.count();
    int key = text(fact.keyLength(), fact::getKey);
    int details = text(fact.detailsLength(), fact::getDetails);
    state.skus.define(sku, key, details, fact.lowStockThreshold(), fact.backorderLimit());
    if (isNew) {
      state.allocations.start(sku);
    }
    book.touch(sku);
    book.checkLevel(sku);
  }

  void onChannelDefined(long at, ChannelDefinedDecoder fact) {
    var display =
        new QuantityDisplay(QuantityDisplay.Kind.of(fact.displayKind()), fact.displayCap());
    long[] allowed = {};
    for (var entry : fact.allowed()) {
      int word = entry.location() >>> 6;
      allowed = word < allowed.length ? allowed : Arrays.copyOf(allowed, word + 1);
      allowed[word] |= 1L << entry.location();
    }
    int key = text(fact.keyLength(), fact::getKey);
    int details = text(fact.detailsLength(), fact::getDetails);
    state.channels.define(fact.channel(), key, details, fact.ttlMillis(), display, allowed, at);
    listener.onChannel(fact.channel());
  }

  void onBoundsSet(BoundsSetDecoder fact) {
    state.memory.setBounds(
        new Bounds(
            fact.terminalReservationsMax(),
            fact.terminalRetentionMillis(),
            fact.requestSuccessesMax(),
            fact.requestRefusalsMax(),
            fact.requestRetentionMillis()));
  }

  void onSaleDefined(SaleDefinedDecoder fact) {
    int sale = fact.sale();
    long startsAt = fact.startsAt();
    var quotas = fact.quotas();
    int size = quotas.count();
    var skus = new int[size];
    var units = new long[size];
    for (int i = 0; i < size; i++) {
      quotas.next();
      skus[i] = quotas.sku();
      units[i] = quotas.units();
    }
    var group = fact.channels();
    var channels = new int[group.count()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = group.next().channel();
    }
    int key = text(fact.keyLength(), fact::getKey);
    int details = text(fact.detailsLength(), fact::getDetails);
    var terms =
        new SaleTable.Terms(
            startsAt,
            fact.endsAt(),
            fact.exclusiveFrom(),
            fact.perCustomer(),
            fact.ttlMillis(),
            channels);
    state.sales.define(sale, key, details, terms);
    for (int i = 0; i < size; i++) {
      state.sales.setQuota(sale, skus[i], units[i]);
    }
    touchSkusOf(sale);
  }

  void onSaleClosed(SaleClosedDecoder fact) {
    touchSkusOf(fact.sale());
    state.sales.close(fact.sale());
  }

  void onBudgetDefined(BudgetDefinedDecoder fact) {
    int key = text(fact.keyLength(), fact::getKey);
    int details = text(fact.detailsLength(), fact::getDetails);
    state.budgets.define(fact.budget(), key, details, fact.units(), fact.perCustomer());
  }

  void onAllocationSet(AllocationSetDecoder fact) {
    var group = fact.allotments();
    var channels = new int[group.count()];
    var amounts = new long[channels.length];
    for (int i = 0; i < channels.length; i++) {
      group.next();
      channels[i] = group.channel();
      amounts[i] = group.amount();
    }
    Allocation allocation =
        state.allocations.allocation(AllocationPolicy.of(fact.policy()), channels, amounts);
    if (fact.sku() >= 0) {
      state.allocations.set(fact.sku(), allocation);
      book.touch(fact.sku());
    } else {
      state.allocations.setDefault(allocation);
      for (int sku = 0; sku < state.skus.count(); sku++) {
        if (!state.allocations.isOwn(sku)) {
          book.touch(sku);
        }
      }
    }
  }

  void onAllocationRebalanced(AllocationRebalancedDecoder fact) {
    state.allocations.start(fact.sku());
    book.touch(fact.sku());
  }

  private void touchSkusOf(int sale) {
    for (int quota = state.sales.firstQuota(sale);
        quota >= 0;
        quota = state.sales.nextOfSale(quota)) {
      book.touch(state.sales.sku(quota));
    }
  }
}
