package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Defined;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.Sku;
import dev.holdfast.inventory.internal.engine.Details;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** SKUs, in the ledger. */
@Component
final class LedgerSkus implements Definitions<Sku> {
  private final LedgerGateway ledger;

  LedgerSkus(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Defined> define(Sku sku) {
    return ledger
        .submit(
            () ->
                new Command.DefineSku(
                    RequestId.NONE,
                    Text.of(sku.sku()),
                    sku.lowStockThreshold(),
                    sku.backorderLimit(),
                    Details.write(new Details.OfSku(Details.OfSku.VERSION, sku.name()))))
        .map(reply -> Definition.of(reply, ledger.directory()));
  }

  @Override
  public Optional<Reading<Sku>> find(String id) {
    String position = Positions.token(ledger.reads().position());
    int ordinal = ledger.directory().skus().find(id);
    return ordinal == Command.NONE
        ? Optional.empty()
        : Optional.of(new Reading<>(sku(ordinal), position));
  }

  @Override
  public Reading<Page<Sku>> list(PageRequest page) {
    String position = Positions.token(ledger.reads().position());
    int count = ledger.reads().skuCount();
    return new Reading<>(
        OrdinalPages.of(page, count, count, OrdinalPages.EVERY, this::sku), position);
  }

  private Sku sku(int ordinal) {
    Reads.SkuSettings settings = ledger.reads().skuSettings(ordinal);
    var details = Details.read(settings.details(), Details.OfSku.class);
    return new Sku(
        settings.id(), details.name(), settings.backorderLimit(), settings.lowStockThreshold());
  }
}
