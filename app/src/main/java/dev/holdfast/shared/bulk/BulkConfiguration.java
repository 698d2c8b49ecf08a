package dev.holdfast.shared.bulk;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** What bulk requests are configured with, and when they end. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BulkSettings.class)
class BulkConfiguration {

  /** Before the server begins to wait for open requests, which some clients never end. */
  @Bean
  ApplicationListener<ContextClosedEvent> endOfBulk(Bulk bulk) {
    return _ -> bulk.stop();
  }
}
