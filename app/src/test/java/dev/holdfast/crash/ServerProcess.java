package dev.holdfast.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, on a data folder that outlives it. */
final class ServerProcess {

  static final String ADMIN_KEY = "crash-test-admin-key-0123456789abcdef";

  private static final Duration START_MAX = Duration.ofSeconds(90);
  private static final Path JAR = Path.of("target", "holdfast.jar");

  private final Path data;
  private final Process process;
  final URI url;

  private ServerProcess(Path data, Process process, URI url) {
    this.data = data;
    this.process = process;
    this.url = url;
  }

  /** Starts a server and waits until it is ready. */
  static ServerProcess start(Path data) throws Exception {
    return start(data, List.of());
  }

  /** The same, with more arguments. */
  static ServerProcess start(Path data, List<String> arguments) throws Exception {
    return start(data, "readiness", arguments);
  }

  /** Starts a server and waits until a probe of it succeeds. */
  static ServerProcess start(Path data, String probe, List<String> more) throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-jar",
            JAR.toAbsolutePath().toString(),
            "--server.port=" + port,
            "--holdfast.data-dir=" + data.resolve("data"),
            "--holdfast.demo=false");
    builder.command().addAll(more);
    builder.environment().put("HOLDFAST_ADMIN_KEY", ADMIN_KEY);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()));
    var server = new ServerProcess(data, builder.start(), URI.create("http://127.0.0.1:" + port));
    server.await(probe);
    return server;
  }

  /** Kills the server, and nothing else. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Kills the server and every process of its database, in no particular order. */
  void killWithDatabase() throws Exception {
    Stream.concat(database(), Stream.of(process.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /** Kills every process of the database, but not the server. */
  void killDatabase() throws IOException {
    database().forEach(ProcessHandle::destroyForcibly);
  }

  /** Asks the server to end, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the server did not stop; see " + data.resolve("server.log"));
    }
  }

  private Stream<ProcessHandle> database() throws IOException {
    Path pidFile = data.resolve("data/postgres/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Stream.of();
    }
    List<String> lines = Files.readAllLines(pidFile);
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).stream()
        .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()));
  }

  /** Has it stand still, as a process does whose machine is paused. */
  void pause() throws Exception {
    signal("STOP");
  }

  void goOn() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    int end = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    if (end != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
  }

  private void await(String probed) throws Exception {
    long end = System.nanoTime() + START_MAX.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      var probe =
          HttpRequest.newBuilder(url.resolve("/actuator/health/" + probed))
              .timeout(Duration.ofSeconds(2))
              .build();
      while (System.nanoTime() < end && process.isAlive()) {
        try {
          if (client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // Not listening yet: asked again below.
        }
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    process.destroyForcibly();
    throw new AssertionError("the server did not come up; see " + data.resolve("server.log"));
  }
}
