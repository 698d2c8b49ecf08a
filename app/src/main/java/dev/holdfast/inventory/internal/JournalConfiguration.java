package dev.holdfast.inventory.internal;

import dev.holdfast.persistence.UnpooledConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The journal of the one shard there is so far. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalConfiguration {
  private static final int SHARD = 0;

  @Bean
  R2dbcJournal journal(
      UnpooledConnections connections,
      ConnectionFactory pool,
      JournalProperties properties,
      MeterRegistry meters) {
    return new R2dbcJournal(
        SHARD, connections, pool, properties.appendTimeout(), new JournalMeters(SHARD, meters));
  }
}
