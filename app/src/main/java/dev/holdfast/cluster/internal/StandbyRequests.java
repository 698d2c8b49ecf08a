package dev.holdfast.cluster.internal;

import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.shared.HoldfastHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Which requests a standby does not answer itself. Thread-safe. */
@Component
final class StandbyRequests {
  private static final String ACTUATOR = "/actuator";
  private static final String LEDGER = "/v1/ledger";

  private final LedgerControl ledger;

  StandbyRequests(LedgerControl ledger) {
    this.ledger = ledger;
  }

  /** Whether only the owner may answer this, and it is not this process. */
  boolean isForOwner(ServerHttpRequest request) {
    return ledger.role() == LedgerRole.STANDBY
        && !isOfThisServer(request.getPath().value())
        && !isReadOfAPosition(request);
  }

  private static boolean isOfThisServer(String path) {
    return path.equals(LEDGER) || path.equals(ACTUATOR) || path.startsWith(ACTUATOR + "/");
  }

  /** Whether it changes nothing. */
  static boolean isRead(ServerHttpRequest request) {
    HttpMethod method = request.getMethod();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static boolean isReadOfAPosition(ServerHttpRequest request) {
    return isRead(request) && request.getHeaders().containsHeader(HoldfastHeaders.MIN_POSITION);
  }
}
