package dev.holdfast.channel.internal;

import dev.holdfast.channel.Scope;
import dev.holdfast.channel.Scopes;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored API keys; a revoked one is there for nobody here. */
@Component
final class ApiKeyTable {
  private static final String COLUMNS =
      " id, seq, name, channel, scopes, hash, previous_hash, previous_until, created_at,"
          + " rotated_at ";

  private final DatabaseClient database;

  ApiKeyTable(DatabaseClient database) {
    this.database = database;
  }

  Flux<ApiKey> all() {
    return database
        .sql("select" + COLUMNS + "from api_key where revoked_at is null")
        .map(ApiKeyTable::read)
        .all();
  }

  /** Keys in the order of their making. */
  Flux<ApiKey> after(long seq, int limit) {
    return database
        .sql(
            "select"
                + COLUMNS
                + "from api_key where revoked_at is null and seq > :seq order by seq limit :limit")
        .bind("seq", seq)
        .bind("limit", limit)
        .map(ApiKeyTable::read)
        .all();
  }

  Mono<ApiKey> find(String id) {
    return database
        .sql("select" + COLUMNS + "from api_key where revoked_at is null and id = :id")
        .bind("id", id)
        .map(ApiKeyTable::read)
        .one();
  }

  Mono<ApiKey> insert(
      NewKey key, String name, Optional<String> channel, Scopes scopes, Instant now) {
    return database
        .sql(
            "insert into api_key (id, name, channel, scopes, hash, created_at)"
                + " values (:id, :name, :channel, :scopes, :hash, :now) returning"
                + COLUMNS)
        .bind("id", key.id())
        .bind("name", name)
        .bind("channel", Parameters.in(R2dbcType.VARCHAR, channel.orElse(null)))
        .bind("scopes", scopes.granted().stream().map(Scope::wireName).toArray(String[]::new))
        .bind("hash", key.hash().bytes())
        .bind("now", now)
        .map(ApiKeyTable::read)
        .one();
  }

  /**
   * Replaces a key.
   *
   * @param previousUntil how long the replaced one stays good; no later than now for not at all
   * @return nothing if there is no such key
   */
  Mono<ApiKey> replace(NewKey key, Instant previousUntil, Instant now) {
    boolean keepsPrevious = previousUntil.isAfter(now);
    return database
        .sql(
            "update api_key set hash = :hash, rotated_at = :now,"
                + " previous_hash = case when :keep then hash end,"
                + " previous_until = case when :keep then cast(:until as timestamptz) end"
                + " where id = :id and revoked_at is null returning"
                + COLUMNS)
        .bind("hash", key.hash().bytes())
        .bind("now", now)
        .bind("keep", keepsPrevious)
        .bind("until", previousUntil)
        .bind("id", key.id())
        .map(ApiKeyTable::read)
        .one();
  }

  /** Whether there was such a key. */
  Mono<Boolean> revoke(String id, Instant now) {
    return database
        .sql("update api_key set revoked_at = :now where id = :id and revoked_at is null")
        .bind("now", now)
        .bind("id", id)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  private static ApiKey read(Readable row) {
    return new ApiKey(
        get(row, "id", String.class),
        get(row, "seq", Long.class),
        get(row, "name", String.class),
        Optional.ofNullable(row.get("channel", String.class)),
        readScopes(get(row, "scopes", String[].class)),
        KeyHash.stored(get(row, "hash", byte[].class)),
        readPrevious(row),
        get(row, "created_at", Instant.class),
        Optional.ofNullable(row.get("rotated_at", Instant.class)));
  }

  /** A scope of a later version of the server, unknown to this one, allows nothing here. */
  private static Scopes readScopes(String[] names) {
    return Scopes.of(Arrays.stream(names).map(Scope::of).flatMap(Optional::stream).toList());
  }

  private static Optional<ApiKey.Previous> readPrevious(Readable row) {
    byte[] hash = row.get("previous_hash", byte[].class);
    Instant until = row.get("previous_until", Instant.class);
    return hash == null || until == null
        ? Optional.empty()
        : Optional.of(new ApiKey.Previous(KeyHash.stored(hash), until));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }
}
