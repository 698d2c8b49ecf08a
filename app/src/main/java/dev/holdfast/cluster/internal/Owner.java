package dev.holdfast.cluster.internal;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Another process that owns the ledger. Thread-safe. */
final class Owner {
  /** Nobody is known. */
  static final Owner NONE = new Owner("");

  private final String address;
  private final Sinks.Empty<Void> gone = Sinks.empty();

  Owner(String address) {
    this.address = address;
  }

  boolean isKnown() {
    return !address.isEmpty();
  }

  /** Where it is reached, without a slash at the end. */
  String address() {
    return address;
  }

  /** Ends once it is known that another one owns the ledger, or none. */
  Mono<Void> gone() {
    return gone.asMono();
  }

  void leave() {
    gone.tryEmitEmpty();
  }
}
