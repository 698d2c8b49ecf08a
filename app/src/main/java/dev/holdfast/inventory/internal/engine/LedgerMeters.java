package dev.holdfast.inventory.internal.engine;

import dev.holdfast.inventory.LedgerRole;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How the ledger is, in figures that can be watched. */
@Component
final class LedgerMeters {
  private static final double NONE = 0;

  LedgerMeters(LedgerGateway ledger, ReplyTimeouts timeouts, MeterRegistry meters) {
    gauge(
        meters,
        "holdfast.ledger.running",
        "1 while it takes commands",
        ledger,
        LedgerMeters::running);
    gauge(
        meters,
        "holdfast.ledger.ring.free",
        "Commands that may still be accepted to wait",
        ledger,
        it -> it.takesCommands() ? it.figures().ringFree() : NONE);
    gauge(
        meters,
        "holdfast.ledger.reservations.open",
        "Reservations that hold stock",
        ledger,
        it -> it.role() == LedgerRole.STOPPED ? NONE : it.figures().openReservations());
    gauge(
        meters,
        "holdfast.ledger.parked",
        "Callers who wait for the ledger's answer",
        timeouts,
        ReplyTimeouts::waiting);
  }

  private static double running(LedgerGateway ledger) {
    return ledger.takesCommands() ? 1 : NONE;
  }

  private static <T> void gauge(
      MeterRegistry meters, String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).tag("shard", "0").register(meters);
  }
}
