package dev.holdfast.inventory.internal.archive;

import dev.holdfast.persistence.UnpooledConnections;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The snapshots of the one shard there is so far. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SnapshotSettings.class, ArchiveSettings.class})
class ArchiveConfiguration {
  private static final int SHARD = 0;

  /** Repeated requests are answered from blocks. */
  @Bean
  static RetentionStartup retentionStartup(ArchiveSettings settings, Environment environment) {
    return RetentionStartup.checked(settings, environment);
  }

  @Bean
  R2dbcSnapshots snapshots(UnpooledConnections connections, SnapshotSettings settings) {
    return new R2dbcSnapshots(SHARD, connections, settings.kept());
  }
}
