package dev.holdfast.crash;

import static org.awaitility.Awaitility.await;

import dev.holdfast.persistence.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Two servers on one PostgreSQL, which is not theirs; each on a data folder of its own. */
final class Servers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String[] NAMES = {"one", "two"};

  private final Path folder;
  private final List<String> arguments = new ArrayList<>();
  private final ServerProcess[] servers = new ServerProcess[2];

  /** Starts both, the second one as soon as the first answers. */
  static Servers start(Path folder, String... more) throws Exception {
    var servers = new Servers(folder, more);
    servers.start(0);
    servers.start(1);
    servers.awaitRole(0, "OWNER");
    servers.awaitRole(1, "STANDBY");
    return servers;
  }

  private Servers(Path folder, String... more) {
    this.folder = folder;
    TestDatabase.empty()
        .register(
            (name, value) -> {
              if (!name.equals("holdfast.data-dir")) {
                arguments.add("--" + name + "=" + value.get());
              }
            });
    arguments.addAll(List.of(more));
  }

  /** Starts one anew, and waits until it answers. */
  void start(int server) throws Exception {
    Path own = Files.createDirectories(folder.resolve(NAMES[server]));
    servers[server] = ServerProcess.start(own, "liveness", arguments);
  }

  ServerProcess get(int server) {
    return servers[server];
  }

  Client client(int server, Duration patience) {
    return new Client(servers[server].url, ServerProcess.ADMIN_KEY, patience);
  }

  void awaitRole(int server, String role) {
    try (Client client = client(server, Duration.ofSeconds(2))) {
      await()
          .atMost(PATIENCE)
          .pollInterval(20, TimeUnit.MILLISECONDS)
          .until(() -> role.equals(roleOf(client)));
    }
  }

  private static String roleOf(Client client) throws InterruptedException {
    try {
      JsonNode role = client.get("/v1/ledger").body().get("role");
      return role == null ? "" : role.asString();
    } catch (IOException unreachable) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      for (ServerProcess server : servers) {
        if (server != null) {
          server.kill();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
