package dev.holdfast.reservation.internal;

import dev.holdfast.shared.Checks;
import org.jspecify.annotations.Nullable;

/** For how long a reservation is to be held from now. */
record ExtendBody(@Nullable Integer ttlSeconds) {

  /** The seconds, or the problem VALIDATION_FAILED. */
  int checkedTtlSeconds() {
    var checks = new Checks();
    int seconds = Ttl.given(checks, ttlSeconds);
    checks.done();
    return seconds;
  }
}
