package dev.holdfast.persistence.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.persistence.internal.PostgresPrograms.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL data folder, and how to make, start and stop a server on it. Every call blocks, for
 * a bounded while. Not thread-safe.
 */
final class PostgresCluster {
  static final String SUPERUSER = "holdfast";

  private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);

  /** After a crash PostgreSQL replays its log before it is ready, which may take minutes. */
  private static final int START_SECONDS_MAX = 600;

  private static final int INIT_SECONDS_MAX = 120;
  private static final int FAST_STOP_SECONDS_MAX = 20;
  private static final int IMMEDIATE_STOP_SECONDS_MAX = 3;
  private static final int ORPHANS_MILLIS_MAX = 2_000;
  private static final int KILLED_MILLIS_MAX = 5_000;
  private static final long LOG_BYTES_MAX = 16 << 20;
  private static final Pattern PORT_OPTION = Pattern.compile("\"-p\" \"(\\d{1,5})\"");

  private final PostgresPrograms programs;
  private final Path folder;
  private final Path logFile;

  /**
   * @param home the programs' installation
   * @param folder of the data, absolute and without links
   * @param logFile to which the server writes; kept below 16 MB at each start
   */
  PostgresCluster(Path home, Path folder, Path logFile) {
    this.programs = new PostgresPrograms(home, RunAs.forFilesIn(folder));
    this.folder = folder;
    this.logFile = logFile;
  }

  Path folder() {
    return folder;
  }

  boolean isInitialized() {
    return Files.exists(folder.resolve("PG_VERSION"));
  }

  /** Makes the data folder, whole or not at all. Its one user may do everything in it. */
  void initialize(Path passwordFile) throws IOException {
    Path draft = folder.resolveSibling(folder.getFileName() + ".new");
    FileSystemUtils.deleteRecursively(draft);
    programs.runAs().own(draft);
    Outcome outcome = programs.run("initdb", initArguments(draft, passwordFile), INIT_SECONDS_MAX);
    if (!outcome.isSuccess()) {
      throw new CannotStartException(
          "PostgreSQL could not make its data folder " + folder + ": " + outcome.output(),
          "Give the server a folder that it can write, with holdfast.data-dir.");
    }
    Files.move(draft, folder, ATOMIC_MOVE);
  }

  private static List<String> initArguments(Path draft, Path passwordFile) {
    return List.of(
        "--pgdata=" + draft,
        "--username=" + SUPERUSER,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        // Starts, stops and crashes, but not each statement that failed: those are told to whom
        // they concern, and the file must not grow with them.
        "--set=log_min_messages=log",
        "--set=log_checkpoints=off");
  }

  Optional<Postmaster> running() {
    return Postmaster.of(folder);
  }

  /** On which port the last server on this folder listened. */
  OptionalInt lastPort() {
    try {
      Matcher option = PORT_OPTION.matcher(Files.readString(folder.resolve("postmaster.opts")));
      return option.find()
          ? OptionalInt.of(Integer.parseInt(option.group(1)))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * Starts a server, having cleared away what a killed one left, and waits until it is ready.
   *
   * @throws IOException if it does not start; the message says why, in PostgreSQL's words
   */
  Postmaster start(int port) throws IOException {
    clearAway();
    programs.runAs().own(folder);
    boundLog();
    long logStart = Files.exists(logFile) ? Files.size(logFile) : 0;
    Outcome outcome = programs.run("pg_ctl", startArguments(port), START_SECONDS_MAX + 10);
    Optional<Postmaster> started = running();
    if (!outcome.isSuccess() || started.isEmpty()) {
      throw new IOException("PostgreSQL does not start: " + lastWords(logStart, outcome));
    }
    return started.get();
  }

  private List<String> startArguments(int port) {
    return List.of(
        "start",
        "--wait",
        "--timeout=" + START_SECONDS_MAX,
        "--silent",
        "--pgdata=" + folder,
        "--log=" + logFile,
        "--options=" + String.join(" ", serverOptions(port)));
  }

  /** On the command line, where neither postgresql.conf nor ALTER SYSTEM can change them. */
  private static List<String> serverOptions(int port) {
    return List.of(
        "-p " + port,
        "-c listen_addresses=127.0.0.1",
        "-c unix_socket_directories=''",
        "-c fsync=on",
        "-c full_page_writes=on",
        "-c synchronous_commit=on");
  }

  /** Waits until a server that is starting takes connections; false if it ended before. */
  boolean awaitReady(Postmaster starting) {
    return Waiting.until(
            () -> !starting.isAlive() || running().map(Postmaster::ready).orElse(false),
            START_SECONDS_MAX * 1_000L)
        && running().map(Postmaster::ready).orElse(false);
  }

  /** Stops the server, if one runs: politely, and if that takes too long, at once. */
  void stop() throws IOException {
    if (running().isPresent() && !stop("fast", FAST_STOP_SECONDS_MAX)) {
      log.warn("PostgreSQL has not stopped within {} s", FAST_STOP_SECONDS_MAX);
      stopAtOnce();
    }
  }

  /** Stops the server, if one runs, as if the power failed: by its own means, or by force. */
  void stopAtOnce() throws IOException {
    if (running().isPresent() && !stop("immediate", IMMEDIATE_STOP_SECONDS_MAX)) {
      running().ifPresent(PostgresCluster::kill);
    }
  }

  private boolean stop(String mode, int secondsMax) throws IOException {
    programs.run(
        "pg_ctl",
        List.of(
            "stop",
            "--wait",
            "--timeout=" + secondsMax,
            "--silent",
            "--pgdata=" + folder,
            "--mode=" + mode),
        secondsMax + 10);
    return running().isEmpty();
  }

  private static void kill(Postmaster postmaster) {
    postmaster.process().destroyForcibly();
    Waiting.until(() -> !postmaster.isAlive(), KILLED_MILLIS_MAX);
  }

  /** Nothing of a killed server may be left: neither its processes nor its pid file. */
  private void clearAway() throws IOException {
    if (running().isPresent()) {
      throw new IOException("A PostgreSQL server already runs on " + folder);
    }
    if (!Waiting.until(() -> Postmaster.orphansOf(folder).isEmpty(), ORPHANS_MILLIS_MAX)) {
      Postmaster.orphansOf(folder).forEach(ProcessHandle::destroyForcibly);
      Waiting.until(() -> Postmaster.orphansOf(folder).isEmpty(), KILLED_MILLIS_MAX);
    }
    Postmaster.forget(folder);
  }

  private void boundLog() throws IOException {
    if (Files.exists(logFile) && Files.size(logFile) > LOG_BYTES_MAX) {
      Files.move(logFile, logFile.resolveSibling(logFile.getFileName() + ".1"), REPLACE_EXISTING);
    }
  }

  /** What kept the server from starting. */
  private String lastWords(long logStart, Outcome outcome) throws IOException {
    byte[] all = Files.exists(logFile) ? Files.readAllBytes(logFile) : new byte[0];
    int start = (int) Math.min(logStart, all.length);
    return new String(all, start, all.length - start, UTF_8)
        .lines()
        .filter(line -> line.contains("FATAL: "))
        .reduce(outcome.output(), (before, line) -> line);
  }
}
