package dev.holdfast.inventory.internal.engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the ledger takes commands: a part of readiness, by the name {@code ledger}. */
@Component("ledgerHealthIndicator")
final class LedgerHealth implements HealthIndicator {
  private final LedgerGateway ledger;

  LedgerHealth(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Health health() {
    return ledger.takesCommands() ? Health.up().build() : Health.outOfService().build();
  }
}
