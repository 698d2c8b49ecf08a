package dev.holdfast.stream.internal;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.stream.internal.wire.Goodbye;
import dev.holdfast.stream.internal.wire.Sse;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Makes what streams need. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class StreamConfiguration {

  /** The views' thread. */
  @Bean(destroyMethod = "dispose")
  Scheduler viewsScheduler() {
    return Schedulers.newSingle("availability-views", true);
  }

  @Bean
  AvailabilityStreams availabilityStreams(
      Availabilities availabilities,
      StreamProperties properties,
      Scheduler viewsScheduler,
      JsonMapper mapper) {
    var views = new Views(availabilities::position, properties, viewsScheduler);
    return new AvailabilityStreams(views, new Sse(mapper), properties);
  }

  /** Before the server begins to wait for open requests, which streams would be for ever. */
  @Bean
  ApplicationListener<ContextClosedEvent> endOfStreams(AvailabilityStreams streams) {
    return _ -> streams.end(Goodbye.SHUTTING_DOWN);
  }
}
