package dev.holdfast.inventory.internal.ports;

import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.shared.RequestDigest;

/** Hands request ids to the ledger. */
public final class Requests {

  private Requests() {}

  /** The id of a request, or none if it carries none. */
  public static RequestId id(RequestDigest digest) {
    return digest.isPresent()
        ? new RequestId(digest.high(), digest.low(), digest.content())
        : RequestId.NONE;
  }
}
