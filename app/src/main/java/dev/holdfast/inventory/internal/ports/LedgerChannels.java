package dev.holdfast.inventory.internal.ports;

import dev.holdfast.channel.Channel;
import dev.holdfast.channel.ChannelStore;
import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.internal.engine.Details;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Channels, in the ledger: their settings decide reservations and so change in the same order. */
@Component
final class LedgerChannels implements ChannelStore {
  private static final long MILLIS = 1_000L;

  private final LedgerGateway ledger;

  LedgerChannels(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Defined> define(Channel channel) {
    return ledger
        .submit(() -> command(channel))
        .map(reply -> Definition.of(reply, ledger.directory()))
        .map(it -> new ChannelStore.Defined(it.created(), it.position()));
  }

  @Override
  public Mono<Found> find(String id) {
    return Mono.fromSupplier(
        () -> {
          String position = Positions.token(ledger.reads().position());
          int ordinal = ledger.directory().channelNames().find(id);
          return ordinal == Command.NONE ? null : new Found(channel(ordinal), position);
        });
  }

  @Override
  public Mono<Listed> list(PageRequest page) {
    return Mono.fromSupplier(
        () -> {
          String position = Positions.token(ledger.reads().position());
          Directory directory = ledger.directory();
          List<String> ids =
              IntStream.range(0, ledger.reads().channelCount())
                  .mapToObj(directory.channelNames()::id)
                  .filter(id -> page.after().map(after -> id.compareTo(after) > 0).orElse(true))
                  .sorted()
                  .limit(page.limit() + 1L)
                  .toList();
          return new Listed(
              Page.of(ids, page.limit(), id -> id)
                  .map(id -> channel(directory.channelNames().find(id))),
              position);
        });
  }

  private Command.DefineChannel command(Channel channel) {
    return new Command.DefineChannel(
        RequestId.NONE,
        Text.of(channel.id()),
        channel.ttlSeconds() * MILLIS,
        display(channel.quantityDisplay()),
        channel.allowedLocations().stream().map(ledger.directory()::location).toList(),
        Details.write(
            new Details.OfChannel(
                Details.OfChannel.VERSION,
                channel.name(),
                channel.type().name(),
                channel.currency(),
                channel.locale().orElse(null),
                channel.promisedHours().orElse(null))));
  }

  private Channel channel(int ordinal) {
    Reads.ChannelSettings settings = ledger.reads().channelSettings(ordinal);
    var details = Details.read(settings.details(), Details.OfChannel.class);
    return new Channel(
        settings.id(),
        details.name(),
        ChannelType.valueOf(details.type()),
        details.currency(),
        Optional.ofNullable(details.locale()),
        Directory.shown(settings.display()),
        Math.toIntExact(settings.ttlMillis() / MILLIS),
        settings.allowedLocations().stream().map(ledger.directory().locations()::id).toList(),
        Optional.ofNullable(details.promisedHours()));
  }

  private static dev.holdfast.ledger.api.QuantityDisplay display(QuantityDisplay display) {
    return switch (display) {
      case QuantityDisplay.Exact _ -> dev.holdfast.ledger.api.QuantityDisplay.EXACT;
      case QuantityDisplay.Capped(int max) -> dev.holdfast.ledger.api.QuantityDisplay.capped(max);
      case QuantityDisplay.StatusOnly _ -> dev.holdfast.ledger.api.QuantityDisplay.STATUS_ONLY;
    };
  }
}
