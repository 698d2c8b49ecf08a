package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.Location;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import reactor.core.publisher.Mono;

/** Where stock lies. */
@JsonController("/v1/locations")
final class LocationController {
  private final Definitions<Location> locations;

  LocationController(Definitions<Location> locations) {
    this.locations = locations;
  }

  @PutMapping("/{id}")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> put(@PathVariable String id, @JsonBody LocationBody body) {
    Location location = body.location(id);
    return locations.define(location).map(defined -> defined.answer(location));
  }

  @GetMapping("/{id}")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> get(@PathVariable String id) {
    return Mono.fromSupplier(
        () ->
            locations
                .find(id)
                .orElseThrow(
                    () ->
                        Problem.of(
                            ProblemCode.LOCATION_NOT_FOUND, "No location has the id " + id + "."))
                .answer());
  }

  @GetMapping
  @Requires(Scope.STOCK_READ)
  @QueryParameters(paged = true)
  Mono<Answer> list(Query query) {
    return Mono.fromSupplier(() -> locations.list(query.page()).answer());
  }
}
