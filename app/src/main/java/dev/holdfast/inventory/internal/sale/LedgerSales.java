package dev.holdfast.inventory.internal.sale;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Defined;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Definition;
import dev.holdfast.inventory.internal.ports.OrdinalPages;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.ports.Refusals;
import dev.holdfast.inventory.internal.ports.Requests;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.RequestDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sales, in the ledger. Defining one leaves what is sold of it as it is. Thread-safe. */
@Component
final class LedgerSales implements Definitions<Sale> {
  private static final long MILLIS = 1_000L;

  /** The ledger's word for an exclusiveness that never begins. */
  private static final long NEVER = Long.MAX_VALUE;

  private final LedgerGateway ledger;

  LedgerSales(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Defined> define(Sale sale) {
    return ledger
        .submit(() -> command(sale))
        .map(reply -> Definition.of(reply, ledger.directory()));
  }

  /** Ends a sale for good; answers alike if it has ended before. */
  Mono<Outcome<Sale>> close(RequestDigest request, String id) {
    return ledger
        .submit(() -> new Command.CloseSale(Requests.id(request), ledger.directory().sale(id)))
        .map(
            reply ->
                new Refusals(ledger.directory(), "closed", QuantityDisplay.EXACT)
                    .outcome(reply, _ -> sale(ledger.directory().sale(id))));
  }

  @Override
  public Optional<Reading<Sale>> find(String id) {
    String position = Positions.token(ledger.reads().position());
    int ordinal = ledger.directory().sales().find(id);
    return ordinal == Command.NONE
        ? Optional.empty()
        : Optional.of(new Reading<>(sale(ordinal), position));
  }

  @Override
  public Reading<Page<Sale>> list(PageRequest page) {
    String position = Positions.token(ledger.reads().position());
    int count = ledger.reads().saleCount();
    return new Reading<>(
        OrdinalPages.of(page, count, count, OrdinalPages.EVERY, this::sale), position);
  }

  private Command.DefineSale command(Sale sale) {
    Directory directory = ledger.directory();
    return new Command.DefineSale(
        RequestId.NONE,
        Text.of(sale.id()),
        sale.startsAt().toEpochMilli(),
        sale.endsAt().toEpochMilli(),
        sale.exclusiveFrom() == null ? NEVER : sale.exclusiveFrom().toEpochMilli(),
        sale.perCustomer() == null ? 0 : sale.perCustomer(),
        sale.ttlSeconds() == null ? 0 : sale.ttlSeconds() * MILLIS,
        sale.skus().stream()
            .map(quota -> new Command.Quota(directory.sku(quota.sku()), quota.quota()))
            .toList(),
        sale.channels().stream().map(id -> directory.channel(id).ordinal()).toList(),
        Text.EMPTY);
  }

  private Sale sale(int ordinal) {
    Reads.SaleView view = ledger.reads().saleView(ordinal);
    Directory directory = ledger.directory();
    long exclusiveFrom = view.exclusiveFromMillis();
    List<Sale.Quota> quotas =
        view.quotas().stream()
            .map(it -> new Sale.Quota(directory.skus().id(it.sku()), it.quota(), it.used()))
            .toList();
    return new Sale(
        view.id(),
        Instant.ofEpochMilli(view.startsAtMillis()),
        Instant.ofEpochMilli(view.endsAtMillis()),
        exclusiveFrom != NEVER,
        exclusiveFrom == NEVER ? null : Instant.ofEpochMilli(exclusiveFrom),
        quotas,
        view.perCustomer() == 0 ? null : (Long) view.perCustomer(),
        seconds(view.ttlMillis()),
        view.channels().stream().map(directory.channelNames()::id).toList(),
        view.closed(),
        view.openReservations());
  }

  private static @Nullable Integer seconds(long millis) {
    return millis == 0 ? null : Math.toIntExact(millis / MILLIS);
  }
}
