package dev.holdfast.demo;

import static java.util.stream.Collectors.toSet;

import dev.holdfast.channel.Channel;
import dev.holdfast.channel.ChannelStore;
import dev.holdfast.channel.KeyIssuer;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.Location;
import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Movements;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.Sku;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.RequestDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the demo set. Each step does nothing where it was done before, so that a set left half-made
 * is completed by making it again; what is there already under one of its ids stays as it is.
 */
@Component
final class DemoSet {
  private static final String ACTOR = "demo";
  private static final PageRequest BEGINNING =
      new PageRequest(PageRequest.LIMIT_MAX, Optional.empty());

  private final Definitions<Location> locations;
  private final Definitions<Sku> skus;
  private final ChannelStore channels;
  private final Movements movements;
  private final KeyIssuer keys;

  DemoSet(
      Definitions<Location> locations,
      Definitions<Sku> skus,
      ChannelStore channels,
      Movements movements,
      KeyIssuer keys) {
    this.locations = locations;
    this.skus = skus;
    this.channels = channels;
    this.movements = movements;
    this.keys = keys;
  }

  /** Whether the server holds nothing that is not of this set. */
  Mono<Boolean> isAlone() {
    return channels
        .list(BEGINNING)
        .map(
            listed ->
                holdsOnly(listed.page(), Channel::id, DemoData.CHANNELS)
                    && holdsOnly(
                        locations.list(BEGINNING).value(), Location::id, DemoData.LOCATIONS)
                    && holdsOnly(skus.list(BEGINNING).value(), Sku::sku, DemoData.SKUS));
  }

  private static <T> boolean holdsOnly(Page<T> page, Function<T, String> id, List<T> ours) {
    Set<String> ids = ours.stream().map(id).collect(toSet());
    return page.next() == null && page.items().stream().map(id).allMatch(ids::contains);
  }

  /** Makes whatever is missing, and new API keys: the value of each variable of demo.env. */
  Mono<Map<String, String>> make() {
    return defineLocations()
        .then(defineSkus())
        .then(defineChannels())
        .then(countStock())
        .then(issueKeys());
  }

  private Mono<Void> defineLocations() {
    return Flux.fromIterable(DemoData.LOCATIONS)
        .filter(location -> locations.find(location.id()).isEmpty())
        .concatMap(locations::define)
        .then();
  }

  private Mono<Void> defineSkus() {
    return Flux.fromIterable(DemoData.SKUS)
        .filter(sku -> skus.find(sku.sku()).isEmpty())
        .concatMap(skus::define)
        .then();
  }

  private Mono<Void> defineChannels() {
    return Flux.fromIterable(DemoData.CHANNELS)
        .filterWhen(channel -> channels.find(channel.id()).hasElement().map(there -> !there))
        .concatMap(channels::define)
        .then();
  }

  private Mono<Void> countStock() {
    return Flux.fromIterable(DemoData.STOCK).concatMap(this::count).then();
  }

  /** Counts what is to be there if nothing is there yet. */
  private Mono<Void> count(DemoData.Units units) {
    var order =
        Movements.Order.count(units.sku(), units.location(), units.units(), 0, "demo set", ACTOR);
    return movements.record(RequestDigest.NONE, order).flatMap(DemoSet::countedOrThere);
  }

  private static Mono<Void> countedOrThere(Outcome<Movement> outcome) {
    return outcome instanceof Outcome.Refused<Movement>(var problem)
            && problem.code() != ProblemCode.STOCK_CHANGED
        ? Mono.error(problem)
        : Mono.empty();
  }

  private Mono<Map<String, String>> issueKeys() {
    return Flux.fromIterable(DemoData.KEYS)
        .concatMap(
            key ->
                keys.issue(key.name(), key.channel(), key.scopes())
                    .map(issued -> Map.entry(key.variable(), issued)))
        .collect(LinkedHashMap::new, (all, key) -> all.put(key.getKey(), key.getValue()));
  }
}
