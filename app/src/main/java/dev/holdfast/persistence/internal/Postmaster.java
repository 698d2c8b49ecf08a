package dev.holdfast.persistence.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A running PostgreSQL server process.
 *
 * @param process which is told from a later one with the same id by when it started
 * @param port it listens on; 0 while it has not said so
 * @param ready whether it has said that it takes connections
 */
record Postmaster(ProcessHandle process, int port, boolean ready) {
  private static final String PID_FILE = "postmaster.pid";

  /** What {@code postmaster.pid} says in each of its lines, as far as it is needed. */
  private static final int PID = 0;

  private static final int PORT = 3;
  private static final int STATUS = 7;

  /**
   * The one that runs on a folder. The pid file alone proves nothing: it stays behind when the
   * process is killed, and the system may have given the id to another process since.
   */
  static Optional<Postmaster> of(Path cluster) {
    List<String> lines = readPidFile(cluster);
    return number(lines, PID)
        .flatMap(ProcessHandle::of)
        .filter(process -> isAlive(process) && serves(process, cluster))
        .map(process -> new Postmaster(process, port(lines), isReady(lines)));
  }

  /** Removes what a killed one left behind. */
  static void forget(Path cluster) throws IOException {
    Files.deleteIfExists(cluster.resolve(PID_FILE));
  }

  /** Processes of a server whose postmaster is gone; they end by themselves, if not always soon. */
  static List<ProcessHandle> orphansOf(Path cluster) {
    return ProcessHandle.allProcesses()
        .filter(process -> worksIn(process, cluster) && isServer(process) && isAlive(process))
        .toList();
  }

  boolean isAlive() {
    return isAlive(process);
  }

  long pid() {
    return process.pid();
  }

  /** A process that has ended stays listed as a zombie until its parent looks. */
  private static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !isZombie(process);
  }

  private static boolean isZombie(ProcessHandle process) {
    try {
      String stat = Files.readString(proc(process).resolve("stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean serves(ProcessHandle process, Path cluster) {
    return isServer(process)
        && (commandOf(process).contains(cluster.toString()) || worksIn(process, cluster));
  }

  /** Whether it is a postmaster, or one of its children, which write their task over their name. */
  private static boolean isServer(ProcessHandle process) {
    List<String> command = commandOf(process);
    return !command.isEmpty()
        && (command.getFirst().endsWith("/postgres") || command.getFirst().startsWith("postgres:"));
  }

  private static List<String> commandOf(ProcessHandle process) {
    try {
      return List.of(Files.readString(proc(process).resolve("cmdline")).split("\0"));
    } catch (IOException e) {
      return process.info().commandLine().map(line -> List.of(line.split(" "))).orElse(List.of());
    }
  }

  private static boolean worksIn(ProcessHandle process, Path cluster) {
    try {
      return Files.readSymbolicLink(proc(process).resolve("cwd")).equals(cluster);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path proc(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  private static List<String> readPidFile(Path cluster) {
    try {
      return Files.readAllLines(cluster.resolve(PID_FILE));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static int port(List<String> lines) {
    return number(lines, PORT).map(Long::intValue).orElse(0);
  }

  private static boolean isReady(List<String> lines) {
    return lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
  }

  private static Optional<Long> number(List<String> lines, int line) {
    return lines.size() > line && lines.get(line).strip().matches("\\d{1,18}")
        ? Optional.of(Long.valueOf(lines.get(line).strip()))
        : Optional.empty();
  }
}
