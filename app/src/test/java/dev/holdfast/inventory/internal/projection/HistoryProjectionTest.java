package dev.holdfast.inventory.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.inventory.internal.projection.ProjectedPosition.Mark;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.follow.StockChange;
import dev.holdfast.ledger.follow.StockFact;
import dev.holdfast.persistence.TcpProxy;
import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.persistence.UnpooledConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Storing runs on a real PostgreSQL: exactly once, whoever else stores and whatever breaks. */
class HistoryProjectionTest {
  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final long TIME = 1_800_000_000_000L;

  /** A shard for each test: none sees another's rows. */
  private static int shards;

  private final int shard = shards++;
  private final List<HistoryProjection> projections = new ArrayList<>();
  private final List<Long> projected = new ArrayList<>();
  private boolean isOwner = true;
  private long onHand;

  private HistoryProjection projection(UnpooledConnections connections) {
    var projection = new HistoryProjection(shard, connections, 3, this::note, () -> isOwner);
    projections.add(projection);
    return projection;
  }

  private void note(Mark mark) {
    projected.add(mark.position());
  }

  private HistoryProjection projection() {
    return projection(DATABASE.connections());
  }

  @AfterEach
  void close() {
    projections.forEach(HistoryProjection::close);
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Tells of units that came. */
  private void receive(HistoryProjection projection, long position, long units) {
    var before = new ItemFigures(onHand, 0, 0, 0, 0, 0, 0, 0);
    onHand += units;
    projection.onChange(
        new StockFact(
            position,
            TIME + position,
            StockFact.Kind.MOVED,
            0,
            -1,
            "doc\0:1",
            new StockFact.Movement(
                MovementType.RECEIVE,
                7,
                8,
                units,
                Condition.AVAILABLE,
                Condition.AVAILABLE,
                false,
                -1,
                0,
                0,
                "",
                "key")),
        new StockChange(0, 7, 8, before, new ItemFigures(onHand, 0, 0, 0, 0, 0, 0, 0)));
  }

  private boolean store(HistoryProjection projection, long position) throws Exception {
    return get(projection.store(position, TIME + position));
  }

  private String count(String table) {
    return DATABASE.ask("select count(*) from " + table + " where shard = " + shard);
  }

  private String checkpoint() {
    return DATABASE.ask("select position from projection where shard = " + shard);
  }

  @Test
  void storesARunAndWhereItEnds() throws Exception {
    HistoryProjection projection = projection();
    assertThat(get(projection.begin())).isZero();
    receive(projection, 3, 5);
    receive(projection, 4, 6);
    assertThat(projection.isFull()).isFalse();
    receive(projection, 5, 7);
    assertThat(projection.isFull()).isTrue();
    assertThat(store(projection, 6)).isTrue();
    assertThat(projection.isFull()).isFalse();
    assertThat(checkpoint()).isEqualTo("6");
    assertThat(
            DATABASE.ask(
                "select (sku, location, last_position, changed_at, entries, on_hand,"
                    + " extract(epoch from changed_time) * 1000)::text from stock_at where shard = "
                    + shard))
        .isEqualTo("(7,8,6,5,3,18,1800000000005.000000)");
    assertThat(
            DATABASE.ask(
                "select string_agg((position, part, type, quantity, on_hand_change, reference,"
                    + " actor, taken_from is null)::text, ' ' order by position)"
                    + " from stock_movement where shard = "
                    + shard))
        .isEqualTo(
            "(3,0,RECEIVE,5,5,doc\uFFFD:1,key,t) (4,0,RECEIVE,6,6,doc\uFFFD:1,key,t)"
                + " (5,0,RECEIVE,7,7,doc\uFFFD:1,key,t)");
    assertThat(projected).containsExactly(0L, 6L);
  }

  @Test
  void goesOnWhereAnotherOneStopped() throws Exception {
    HistoryProjection first = projection();
    get(first.begin());
    receive(first, 3, 5);
    store(first, 6);
    first.close();
    HistoryProjection second = projection();
    assertThat(get(second.begin())).isEqualTo(6);
    receive(second, 7, 1);
    assertThat(store(second, 7)).isTrue();
    assertThat(count("stock_movement")).isEqualTo("2");
  }

  @Test
  void aSecondOneThatWritesTooStoresNothingTwice() throws Exception {
    HistoryProjection first = projection();
    HistoryProjection second = projection();
    get(first.begin());
    get(second.begin());
    receive(first, 3, 5);
    receive(second, 3, 5);
    assertThat(store(first, 6)).isTrue();
    assertThat(store(second, 4)).isFalse();
    assertThat(count("stock_movement")).isEqualTo("1");
    assertThat(get(second.begin())).isEqualTo(6);
    receive(second, 7, 5);
    assertThat(store(second, 7)).isTrue();
    assertThat(store(first, 9)).isFalse();
    assertThat(count("stock_at")).isEqualTo("2");
  }

  @Test
  void whoDoesNotOwnTheJournalGivesWay() throws Exception {
    HistoryProjection first = projection();
    get(first.begin());
    HistoryProjection second = projection();
    get(second.begin());
    assertThat(store(second, 2)).isTrue();
    isOwner = false;
    assertThatThrownBy(() -> store(first, 4)).hasRootCauseInstanceOf(CancellationException.class);
  }

  @Test
  void noticesThatItsTablesWereDropped() throws Exception {
    HistoryProjection projection = projection();
    get(projection.begin());
    receive(projection, 3, 5);
    assertThat(store(projection, 6)).isTrue();
    assertThat(store(projection, 6)).isTrue();
    DATABASE.ask("with d as (delete from projection where shard = " + shard + ") select 1");
    assertThat(store(projection, 6)).isFalse();
    assertThat(projected).containsExactly(0L, 6L, 6L, 0L);
    assertThat(get(projection.begin())).isZero();
  }

  @Test
  void aRunWhoseEndWasNotHeardIsStoredOnce() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(DATABASE.port());
        var holdUp = new HeldCommit(shard)) {
      HistoryProjection projection = projection(DATABASE.connectionsThrough(proxy.port()));
      get(projection.begin());
      receive(projection, 3, 5);
      CompletableFuture<Boolean> end = projection.store(6, TIME).toCompletableFuture();
      await().until(holdUp::isWaitedFor);
      proxy.loseAnswers();
      holdUp.release();
      await().until(() -> checkpoint().equals("6"));
      proxy.heal();
      proxy.cut();
      assertThat(get(end)).isTrue();
      assertThat(count("stock_movement")).isEqualTo("1");
      assertThat(count("stock_run")).isEqualTo("1");
    }
  }

  @Test
  void waitsForADatabaseThatIsAway() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(DATABASE.port())) {
      HistoryProjection projection = projection(DATABASE.connectionsThrough(proxy.port()));
      get(projection.begin());
      receive(projection, 3, 5);
      proxy.loseEverything();
      proxy.cut();
      int connections = proxy.accepted();
      CompletableFuture<Boolean> end = projection.store(6, TIME).toCompletableFuture();
      await().until(() -> proxy.accepted() > connections);
      proxy.heal();
      proxy.cut();
      assertThat(get(end)).isTrue();
      assertThat(count("stock_at")).isEqualTo("1");
    }
  }

  @Test
  void aCloseEndsWhatRuns() throws Exception {
    try (TcpProxy proxy = TcpProxy.to(DATABASE.port())) {
      HistoryProjection projection = projection(DATABASE.connectionsThrough(proxy.port()));
      get(projection.begin());
      proxy.loseEverything();
      proxy.cut();
      CompletableFuture<Boolean> end = projection.store(6, TIME).toCompletableFuture();
      projection.close();
      assertThatThrownBy(() -> get(end)).hasRootCauseInstanceOf(CancellationException.class);
    }
  }

  /** Holds up the commits of one shard's runs, by a lock that a trigger waits for. */
  private static final class HeldCommit implements AutoCloseable {
    private final Connection connection = DATABASE.jdbc();
    private final int shard;

    HeldCommit(int shard) throws SQLException {
      this.shard = shard;
      try (var statement = connection.createStatement()) {
        statement.execute(
            "create function wait_for_test() returns trigger language plpgsql as $$ begin"
                + " perform pg_advisory_xact_lock_shared(new.shard); return null; end $$");
        statement.execute(
            "create constraint trigger wait_for_test after insert on stock_run"
                + " deferrable initially deferred for each row execute function wait_for_test()");
        statement.execute("select pg_advisory_lock(" + shard + ")");
      }
    }

    boolean isWaitedFor() {
      return DATABASE
          .ask("select count(*) from pg_locks where locktype = 'advisory' and not granted")
          .equals("1");
    }

    @Override
    public void close() throws SQLException {
      release();
    }

    void release() throws SQLException {
      if (!connection.isClosed()) {
        try (var statement = connection.createStatement()) {
          statement.execute("select pg_advisory_unlock(" + shard + ")");
          statement.execute("drop trigger wait_for_test on stock_run");
          statement.execute("drop function wait_for_test");
        }
        connection.close();
      }
    }
  }
}
