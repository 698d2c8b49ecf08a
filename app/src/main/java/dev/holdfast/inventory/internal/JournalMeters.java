package dev.holdfast.inventory.internal;

import dev.holdfast.ledger.journal.Journal.Appended;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How appends fare, for operators. Thread-safe. */
final class JournalMeters {
  private static final long NOTHING = 0;

  private final Timer appends;
  private final Counter unknown;

  /** When the block was first sent that is not known to be stored yet. */
  private final AtomicLong waitingSinceNanos = new AtomicLong(NOTHING);

  JournalMeters(int shard, MeterRegistry registry) {
    String number = Integer.toString(shard);
    appends =
        Timer.builder("holdfast.journal.append")
            .description("Appends that stored their block")
            .tag("shard", number)
            .register(registry);
    unknown =
        Counter.builder("holdfast.journal.unknown")
            .description("Appends of which it was not known whether they stored their block")
            .tag("shard", number)
            .register(registry);
    TimeGauge.builder(
            "holdfast.journal.outage", this, TimeUnit.MILLISECONDS, JournalMeters::waitingMillis)
        .description("For how long the block under way has been waited for")
        .tag("shard", number)
        .register(registry);
  }

  /** An append begins; for {@link #end}. */
  long begin() {
    long now = System.nanoTime();
    waitingSinceNanos.compareAndSet(NOTHING, now);
    return now;
  }

  void end(Appended end, long begunNanos) {
    if (end == Appended.UNKNOWN) {
      unknown.increment();
      return;
    }
    waitingSinceNanos.set(NOTHING);
    if (end == Appended.DURABLE) {
      appends.record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
    }
  }

  private double waitingMillis() {
    long since = waitingSinceNanos.get();
    return since == NOTHING ? 0 : (System.nanoTime() - since) / 1e6;
  }
}
