package dev.holdfast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, started as an operator starts it. Not thread-safe. */
final class HoldfastProcess implements AutoCloseable {
  static final String ADMIN_KEY = "fault-test-admin-key-0123456789abcdef";

  private static final Duration START_MAX = Duration.ofMinutes(4);
  private static final Path JAR =
      Path.of(System.getProperty("holdfast.jar", "target/holdfast.jar")).toAbsolutePath();

  private final List<String> command;
  private final Path log;
  private final URI url;
  private Process process;

  /**
   * Starts a server, and returns before it is ready.
   *
   * @param folder its data and its log
   * @param jvm options of the JVM
   * @param arguments settings of the server's
   */
  HoldfastProcess(Path folder, List<String> jvm, List<String> arguments) {
    int port = freePort();
    url = URI.create("http://127.0.0.1:" + port);
    log = folder.resolve("server.log");
    command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-jar", JAR.toString(), "--server.port=" + port));
    command.addAll(List.of("--holdfast.data-dir=" + folder.resolve("data")));
    command.add("--holdfast.demo=false");
    command.addAll(arguments);
    process = launch();
  }

  private Process launch() {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOLDFAST_ADMIN_KEY", ADMIN_KEY);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Starts the same one again, on the same port. */
  void restart() throws InterruptedException {
    process = launch();
    awaitReady();
  }

  /** Kills it, and nothing else. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Sends a signal: STOP, CONT, TERM. */
  void signal(String name) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exit code; an error if it has not ended within the time. */
  int awaitExit(Duration max) throws InterruptedException {
    if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the server still runs after " + max + "; see " + log);
    }
    return process.exitValue();
  }

  /** Lets it end in good order, and its own PostgreSQL with it. */
  void terminate() throws InterruptedException {
    signal("TERM");
    awaitExit(Duration.ofMinutes(1));
  }

  void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + START_MAX.toNanos();
    try (var api = new Api(url)) {
      while (System.nanoTime() < end && process.isAlive()) {
        if (api.get("/actuator/health/readiness").status() == 200) {
          return;
        }
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    }
    List<String> words = logLines(0);
    throw new AssertionError(
        "the server does not come up: "
            + String.join("\n", words.subList(Math.max(0, words.size() - 20), words.size())));
  }

  /** What it has logged from a mark on. */
  List<String> logLines(int from) {
    try (var lines = Files.lines(log)) {
      return lines.skip(from).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    process.destroyForcibly();
    process.onExit().join();
  }
}
