package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.api.LedgerClock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** What the ledger is given of the machine: clocks and event loops. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LedgerSettings.class, WaitSettings.class})
class LedgerConfiguration {

  @Bean
  LedgerClock ledgerClock() {
    return new SteadyClock(System::currentTimeMillis, System::nanoTime);
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  ReplyTimeouts replyTimeouts(WaitSettings settings) {
    return new ReplyTimeouts(settings.replyTimeout(), System::nanoTime);
  }

  /** The web server takes its loops from the same place. */
  @Bean
  EventLoops eventLoops(ReactorResourceFactory resources) {
    return new EventLoops(
        () -> resources.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE));
  }
}
