package dev.holdfast.faults;

import dev.holdfast.persistence.TcpProxy;
import dev.holdfast.persistence.internal.PostgresProcess;
import java.time.Duration;

/** Every fault that can be made on a {@link DatabaseScene}. */
final class Faults {
  private static final String TERMINATE =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%s'";
  private static final Duration SLOW = Duration.ofMillis(100);

  private Faults() {}

  /** As for an update of it. */
  static Fault databaseRestarted(PostgresProcess postgres) {
    return Fault.once(
        "PostgreSQL restarted",
        () -> {
          postgres.stop();
          postgres.start();
        });
  }

  static Fault databaseKilled(PostgresProcess postgres) {
    return Fault.once(
        "PostgreSQL killed",
        () -> {
          postgres.kill();
          postgres.start();
        });
  }

  static Fault databaseGone(PostgresProcess postgres) {
    return new Fault("PostgreSQL gone", postgres::stop, postgres::start);
  }

  /** Every process of it stands still, while connections stay open. */
  static Fault databaseHangs(PostgresProcess postgres) {
    return new Fault(
        "PostgreSQL hangs", () -> postgres.signal("STOP"), () -> postgres.signal("CONT"));
  }

  static Fault databaseReadOnly(PostgresProcess postgres) {
    return new Fault(
        "PostgreSQL read-only",
        () ->
            postgres.execute(
                "alter system set default_transaction_read_only = on",
                "select pg_reload_conf()",
                TERMINATE.formatted("holdfast%")),
        () ->
            postgres.execute(
                "alter system reset default_transaction_read_only", "select pg_reload_conf()"));
  }

  static Fault sessionTerminated(PostgresProcess postgres) {
    return Fault.again(
        "pg_terminate_backend on the journal's connection",
        200,
        () -> postgres.execute(TERMINATE.formatted("holdfast journal")));
  }

  static Fault networkSlow(TcpProxy network) {
    return new Fault("PostgreSQL slow", () -> network.delay(SLOW), network::heal);
  }

  /** The database does what it is told, and its answers are lost with the connection. */
  static Fault networkCutInAppend(TcpProxy network) {
    return Fault.again(
        "connection cut in mid-append",
        300,
        () -> {
          network.loseAnswers();
          Trial.pass(50);
          network.cut();
          network.heal();
        });
  }

  /** Whatever is sent is lost, and connections stay open; those from then are dead for good. */
  static Fault networkBlackHole(TcpProxy network) {
    return new Fault("black hole", network::loseEverything, network::heal);
  }

  static Fault serverKilled(HoldfastProcess server) {
    return Fault.once(
        "process killed",
        () -> {
          server.kill();
          server.restart();
        });
  }

  static Fault serverStopped(HoldfastProcess server) {
    return new Fault(
        "process stopped and continued", () -> server.signal("STOP"), () -> server.signal("CONT"));
  }
}
