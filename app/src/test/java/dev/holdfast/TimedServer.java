package dev.holdfast;

import dev.holdfast.ledger.api.LedgerClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The whole server on a clock that tests move: it goes forward only, and all tests share it. */
@Import(TimedServer.HandedIn.class)
public abstract class TimedServer extends HoldfastServer {
  private static final AtomicLong NOW = new AtomicLong(1_795_000_000_000L);

  @TestConfiguration
  static class HandedIn {
    @Bean
    @Primary
    LedgerClock clock() {
      return NOW::get;
    }
  }

  /** What time the ledger takes it to be. */
  protected static Instant now() {
    return Instant.ofEpochMilli(NOW.get());
  }

  /** So many seconds go by. */
  protected static void pass(int seconds) {
    NOW.addAndGet(seconds * 1_000L);
  }
}
