package dev.holdfast.inventory.internal.engine;

import dev.holdfast.inventory.LedgerListener;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Requests that wait for the durable state to reach a position, a bounded number of them. */
@Component
public final class PositionWaits implements LedgerListener {
  private final LongSupplier position;
  private final PositionGate gate;

  @Autowired
  PositionWaits(LedgerGateway ledger, EventLoops loops, WaitSettings settings) {
    this(
        () -> ledger.reads().position(),
        loops,
        settings.minPositionTimeout(),
        settings.minPositionWaiters());
  }

  PositionWaits(LongSupplier position, EventLoops loops, Duration waitMax, int waitersMax) {
    this.position = position;
    gate = new PositionGate("The state", position, loops, waitMax, waitersMax);
  }

  /** Ends when readings hold the position, or with the problem BEHIND. */
  public Mono<Void> reached(long wanted) {
    return gate.reached(wanted);
  }

  @Override
  public void onDurable(Durable durable) {
    gate.open(durable.lastPosition());
  }

  @Override
  public void onSkipped() {
    gate.open(position.getAsLong());
  }
}
