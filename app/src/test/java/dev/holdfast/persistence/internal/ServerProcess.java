package dev.holdfast.persistence.internal;

import dev.holdfast.persistence.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server process with a PostgreSQL of its own and nothing else in it, to be killed. */
final class ServerProcess implements AutoCloseable {
  private static final String STARTED = "started ";

  private final Process process;
  private final long postmaster;
  private final PostgresLogin login;

  private ServerProcess(Process process, long postmaster, PostgresLogin login) {
    this.process = process;
    this.postmaster = postmaster;
    this.login = login;
  }

  /** What runs in the process: starts, says so, and stops when its input ends. */
  public static void main(String[] arguments) throws IOException {
    try (DataFolder data = DataFolder.open(Path.of(arguments[0]));
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(data, EmbeddedPostgresTest.BINARIES, 0)) {
      System.out.println(
          STARTED + postgres.pid() + " " + postgres.port() + " " + postgres.password());
      while (System.in.read() >= 0) {
        // Still wanted.
      }
    }
  }

  /** Returns once its PostgreSQL takes connections. */
  static ServerProcess start(Path data) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--class-path",
                  System.getProperty("java.class.path"),
                  ServerProcess.class.getName(),
                  data.toString())
              .redirectError(Redirect.INHERIT)
              .start();
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = output.readLine();
      while (line != null && !line.startsWith(STARTED)) {
        line = output.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("The server process has not started");
      }
      String[] words = line.split(" ", -1);
      var login = new PostgresLogin(Integer.parseInt(words[2]), EmbeddedPostgres.USER, words[3]);
      return new ServerProcess(process, Long.parseLong(words[1]), login);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** The process of its PostgreSQL. */
  long postmaster() {
    return postmaster;
  }

  PostgresLogin login() {
    return login;
  }

  /** As kill -9 does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Lets it stop in peace. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
