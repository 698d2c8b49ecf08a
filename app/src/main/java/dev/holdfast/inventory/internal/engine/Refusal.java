package dev.holdfast.inventory.internal.engine;

import dev.holdfast.shared.HoldfastHeaders;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import org.springframework.http.HttpHeaders;

/** What is said to whom the ledger here does not serve. Thread-safe. */
final class Refusal {
  private volatile String owner = "";

  /** Takes note of the owner's address; empty if nobody is known. */
  void ownedBy(String address) {
    owner = address;
  }

  /** Another process decides, or none does for a moment. */
  Problem notOwner() {
    String address = owner;
    if (address.isEmpty()) {
      return Problem.of(
              ProblemCode.NOT_OWNER,
              "This server stands by, and no other one is known to own the ledger just now."
                  + " Nothing was done; try again shortly.")
          .withHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    return Problem.of(
            ProblemCode.NOT_OWNER,
            "This server stands by; the one at "
                + address
                + " owns the ledger. Nothing was done; ask there, or here again shortly.")
        .with("owner", address)
        .withHeader(HoldfastHeaders.OWNER, address)
        .withHeader(HttpHeaders.RETRY_AFTER, "1");
  }

  static Problem stopped() {
    return Problem.of(
            ProblemCode.LEDGER_STOPPED,
            "This server takes no more changes until it is restarted. Nothing was done.")
        .withHeader(HttpHeaders.RETRY_AFTER, "5");
  }
}
