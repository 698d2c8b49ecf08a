package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Availabilities;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.ports.OrdinalPages;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** What a channel may sell, as it is shown it. */
@JsonController("/v1/availability")
final class AvailabilityController {
  /** How many SKUs a page looks at before it ends short. */
  private static final int LOOK_MAX = 100_000;

  private final Availabilities availabilities;

  AvailabilityController(Availabilities availabilities) {
    this.availabilities = availabilities;
  }

  @GetMapping("/{sku}")
  @Requires(Scope.AVAILABILITY_READ)
  @QueryParameters("channel")
  Mono<Answer> get(@PathVariable String sku, Caller caller, Query query) {
    return Mono.fromSupplier(
        () -> {
          String position = availabilities.positionToken();
          Availabilities.View view = view(caller, query, Availabilities.Filter.of(sku));
          return new Reading<>(view.of(view.next(0, Integer.MAX_VALUE)), position).answer();
        });
  }

  @GetMapping
  @Requires(Scope.AVAILABILITY_READ)
  @QueryParameters(
      value = {"prefix", "location", "channel"},
      repeatable = "sku",
      paged = true)
  Mono<Answer> list(Caller caller, Query query) {
    return Mono.fromSupplier(
        () -> {
          String position = availabilities.positionToken();
          Availabilities.View view = view(caller, query, Availabilities.Filter.of(query));
          return new Reading<>(
                  OrdinalPages.of(query.page(), view.skuCount(), LOOK_MAX, view::next, view::of),
                  position)
              .answer();
        });
  }

  private Availabilities.View view(Caller caller, Query query, Availabilities.Filter filter) {
    String channel = caller.channelOr(query.text("channel").orElse(null));
    return availabilities.view(channel, filter);
  }
}
