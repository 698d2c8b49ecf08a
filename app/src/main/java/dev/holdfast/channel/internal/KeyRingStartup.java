package dev.holdfast.channel.internal;

import dev.holdfast.channel.KeyRefresh;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fills the ring before the door opens, and then looks for what other servers have changed. */
@Component
@DependsOnDatabaseInitialization
final class KeyRingStartup implements KeyRefresh, InitializingBean, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(KeyRingStartup.class);
  private static final Duration READ_MAX = Duration.ofSeconds(30);

  private final KeyRing ring;
  private final ApiKeyTable table;
  private final Duration refresh;
  private Disposable refreshing = Disposables.disposed();

  KeyRingStartup(KeyRing ring, ApiKeyTable table, ChannelProperties properties) {
    this.ring = ring;
    this.table = table;
    this.refresh = properties.keyRefresh();
  }

  @Override
  public void afterPropertiesSet() {
    load().block();
    refreshing =
        Flux.interval(refresh)
            .onBackpressureDrop()
            .concatMap(_ -> load().onErrorResume(KeyRingStartup::tryLater), 1)
            .subscribe();
  }

  @Override
  public void destroy() {
    refreshing.dispose();
  }

  @Override
  public Mono<Void> refresh() {
    return load();
  }

  /** Gives up a connection that has fallen silent, or no later change would ever be seen. */
  Mono<Void> load() {
    return Mono.fromSupplier(ring::changes)
        .flatMap(
            before ->
                table
                    .all()
                    .collectList()
                    .timeout(READ_MAX)
                    .doOnNext(keys -> ring.replaceAll(keys, before))
                    .then());
  }

  private static Mono<Void> tryLater(Throwable error) {
    log.debug("API keys could not be read: {}", error.toString());
    return Mono.empty();
  }
}
