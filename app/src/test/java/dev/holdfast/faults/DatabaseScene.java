package dev.holdfast.faults;

import dev.holdfast.persistence.TcpProxy;
import dev.holdfast.persistence.internal.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One whose server is given a PostgreSQL, by way of a network that can fail. */
final class DatabaseScene extends Scene {
  static final List<String> JVM = List.of("-Xmx512m");

  final PostgresProcess postgres;
  final TcpProxy network;

  private DatabaseScene(PostgresProcess postgres, TcpProxy network, HoldfastProcess server)
      throws InterruptedException {
    super(server);
    this.postgres = postgres;
    this.network = network;
  }

  static DatabaseScene open(Path folder, String... settings) throws Exception {
    return open(folder, JVM, settings);
  }

  /** The same with options of the JVM's. */
  static DatabaseScene open(Path folder, List<String> jvm, String... settings) throws Exception {
    PostgresProcess postgres = PostgresProcess.makeIn(folder);
    TcpProxy network = TcpProxy.to(postgres.port());
    try {
      return new DatabaseScene(
          postgres, network, new HoldfastProcess(folder, jvm, settingsFor(network, settings)));
    } catch (Throwable failed) {
      network.close();
      postgres.close();
      throw failed;
    }
  }

  /** Where a server finds the database; also a second one on the same. */
  static List<String> settingsFor(TcpProxy network, String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + network.port() + "/holdfast",
                "--spring.r2dbc.username=" + PostgresProcess.USER,
                "--spring.r2dbc.password=" + PostgresProcess.PASSWORD));
    settings.addAll(List.of(more));
    return settings;
  }

  @Override
  public void close() throws IOException {
    super.close();
    network.close();
    postgres.close();
  }
}
