package dev.holdfast.channel.internal;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class KeyRingStartupTest {

  @Test
  void givesUpAReadingThatIsNotAnswered() {
    StepVerifier.withVirtualTime(() -> startup().load())
        .thenAwait(Duration.ofSeconds(30))
        .verifyError(TimeoutException.class);
  }

  private static KeyRingStartup startup() {
    return new KeyRingStartup(
        new KeyRing(InstantSource.system()),
        new ApiKeyTable(DatabaseClient.create(new Silent())),
        new ChannelProperties("", Duration.ofSeconds(5)));
  }

  /** A database that never answers. */
  private static final class Silent implements ConnectionFactory {
    @Override
    public Mono<Connection> create() {
      return Mono.never();
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
      return () -> "PostgreSQL";
    }
  }
}
