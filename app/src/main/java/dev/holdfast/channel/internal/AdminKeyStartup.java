package dev.holdfast.channel.internal;

import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.persistence.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Settles at start which key is the admin key: the one that is given, else the one of earlier
 * starts, else a new one, which is written to a file of the data folder.
 */
@Component
@DependsOnDatabaseInitialization
final class AdminKeyStartup implements InitializingBean {
  static final String FILE = "admin-key";

  private static final Logger log = LoggerFactory.getLogger(AdminKeyStartup.class);
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final int LENGTH_MIN = 16;

  private final String given;
  private final KeyRing ring;
  private final DataFolder data;
  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final InstantSource clock;

  AdminKeyStartup(
      ChannelProperties properties,
      KeyRing ring,
      DataFolder data,
      DatabaseClient database,
      TransactionalOperator transaction,
      InstantSource clock) {
    this.given = properties.adminKey().strip();
    this.ring = ring;
    this.data = data;
    this.database = database;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void afterPropertiesSet() {
    Mono<KeyHash> settled =
        given.isEmpty() ? stored().switchIfEmpty(make()).switchIfEmpty(stored()) : take();
    settled.doOnNext(ring::setAdmin).block(START_MAX);
  }

  private Mono<KeyHash> stored() {
    return database
        .sql("select hash from admin_key")
        .mapValue(byte[].class)
        .one()
        .map(KeyHash::stored);
  }

  /** Nothing, if another server has made one in the meantime. */
  private Mono<KeyHash> make() {
    var key = NewKey.make("admin");
    return transaction.transactional(
        database
            .sql("insert into admin_key (hash, set_at) values (:hash, :now) on conflict do nothing")
            .bind("hash", key.hash().bytes())
            .bind("now", clock.instant())
            .fetch()
            .rowsUpdated()
            .filter(rows -> rows > 0)
            .map(
                _ -> {
                  data.writePrivate(FILE, key.key() + "\n");
                  log.info("The admin key is in {}", data.resolve(FILE));
                  return key.hash();
                }));
  }

  private Mono<KeyHash> take() {
    if (given.length() < LENGTH_MIN) {
      throw new CannotStartException(
          "HOLDFAST_ADMIN_KEY has fewer than " + LENGTH_MIN + " characters.",
          "Give it a long random one, or unset it to have one made.");
    }
    KeyHash hash = KeyHash.of(given);
    return stored()
        .filter(hash::matches)
        .switchIfEmpty(replaceBy(hash).doOnSuccess(_ -> forgetFile()).thenReturn(hash));
  }

  private Mono<Void> replaceBy(KeyHash hash) {
    return database
        .sql(
            "insert into admin_key (hash, set_at) values (:hash, :now)"
                + " on conflict (one) do update set hash = excluded.hash, set_at = excluded.set_at")
        .bind("hash", hash.bytes())
        .bind("now", clock.instant())
        .then();
  }

  /** The key in it has just been replaced. */
  private void forgetFile() {
    try {
      Files.deleteIfExists(data.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
