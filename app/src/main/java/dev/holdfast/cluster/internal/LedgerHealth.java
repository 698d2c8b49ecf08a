package dev.holdfast.cluster.internal;

import dev.holdfast.inventory.LedgerControl;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this server answers whatever is asked of it: a part of readiness, by the name {@code
 * ledger}. A standby does so only if it passes on what it does not answer itself.
 */
@Component("ledgerHealthIndicator")
final class LedgerHealth implements HealthIndicator {
  private final LedgerControl ledger;
  private final Standing standing;
  private final ClusterSettings settings;

  LedgerHealth(LedgerControl ledger, Standing standing, ClusterSettings settings) {
    this.ledger = ledger;
    this.standing = standing;
    this.settings = settings;
  }

  @Override
  public Health health() {
    Owner owner = standing.owner();
    boolean isReady =
        switch (ledger.role()) {
          case OWNER -> true;
          case STANDBY -> settings.forward() && owner.isKnown();
          case STOPPED -> false;
        };
    Health.Builder health = isReady ? Health.up() : Health.outOfService();
    health.withDetail("role", ledger.role()).withDetail("position", ledger.position());
    health.withDetail("epoch", ledger.epoch());
    return owner.isKnown() ? health.withDetail("owner", owner.address()).build() : health.build();
  }
}
