package dev.holdfast.faults;

import dev.holdfast.persistence.TcpProxy;
import dev.holdfast.persistence.internal.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server on a PostgreSQL that is not its own, a network between the two, and an open shop. */
final class Scene implements AutoCloseable {
  private static final List<String> JVM = List.of("-Xmx512m");

  final PostgresProcess postgres;
  final TcpProxy network;
  final HoldfastProcess server;
  final Api api;
  final History history = new History();

  private Scene(PostgresProcess postgres, TcpProxy network, HoldfastProcess server) {
    this.postgres = postgres;
    this.network = network;
    this.server = server;
    this.api = new Api(server.url());
  }

  static Scene open(Path folder, String... settings) throws Exception {
    PostgresProcess postgres = PostgresProcess.makeIn(folder);
    TcpProxy network = TcpProxy.to(postgres.port());
    var scene = new Scene(postgres, network, server(folder, network, settings));
    scene.server.awaitReady();
    Shop.open(scene.api, scene.history);
    return scene;
  }

  /** One more server on a database, to be the other of two. */
  static HoldfastProcess server(Path folder, TcpProxy network, String... settings) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + network.port() + "/holdfast",
                "--spring.r2dbc.username=" + PostgresProcess.USER,
                "--spring.r2dbc.password=" + PostgresProcess.PASSWORD));
    arguments.addAll(List.of(settings));
    return new HoldfastProcess(folder, JVM, arguments);
  }

  @Override
  public void close() throws IOException {
    api.close();
    server.close();
    network.close();
    postgres.close();
  }
}
