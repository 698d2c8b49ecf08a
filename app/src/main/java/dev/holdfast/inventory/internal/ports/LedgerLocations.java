package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Defined;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.Location;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.engine.Details;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Locations, in the ledger. */
@Component
final class LedgerLocations implements Definitions<Location> {
  private final LedgerGateway ledger;

  LedgerLocations(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Defined> define(Location location) {
    return ledger
        .submit(
            () ->
                new Command.DefineLocation(
                    RequestId.NONE,
                    Text.of(location.id()),
                    typeOf(location.type()),
                    Details.write(details(location))))
        .map(reply -> Definition.of(reply, ledger.directory()));
  }

  @Override
  public Optional<Reading<Location>> find(String id) {
    String position = Positions.token(ledger.reads().position());
    int ordinal = ledger.directory().locations().find(id);
    return ordinal == Command.NONE
        ? Optional.empty()
        : Optional.of(new Reading<>(location(ordinal), position));
  }

  @Override
  public Reading<Page<Location>> list(PageRequest page) {
    String position = Positions.token(ledger.reads().position());
    int count = ledger.reads().locationCount();
    return new Reading<>(
        OrdinalPages.of(page, count, count, OrdinalPages.EVERY, this::location), position);
  }

  private Location location(int ordinal) {
    Reads.LocationSettings settings = ledger.reads().locationSettings(ordinal);
    var details = Details.read(settings.details(), Details.OfLocation.class);
    List<String> capabilities = details.capabilities();
    return new Location(
        settings.id(),
        details.name(),
        typeOf(settings.type()),
        details.country(),
        details.latitude(),
        details.longitude(),
        capabilities == null ? List.of() : capabilities,
        details.handlingHours());
  }

  private static Details.OfLocation details(Location location) {
    return new Details.OfLocation(
        Details.OfLocation.VERSION,
        location.name(),
        location.country(),
        location.latitude(),
        location.longitude(),
        location.capabilities(),
        location.handlingHours());
  }

  private static LocationType typeOf(Location.Type type) {
    return switch (type) {
      case WAREHOUSE -> LocationType.WAREHOUSE;
      case STORE -> LocationType.STORE;
      case DROPSHIP -> LocationType.DROPSHIP;
    };
  }

  private static Location.Type typeOf(LocationType type) {
    return switch (type) {
      case WAREHOUSE -> Location.Type.WAREHOUSE;
      case STORE -> Location.Type.STORE;
      case DROPSHIP -> Location.Type.DROPSHIP;
    };
  }
}
