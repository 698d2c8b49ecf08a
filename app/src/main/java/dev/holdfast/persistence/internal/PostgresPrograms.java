package dev.holdfast.persistence.internal;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code initdb} and {@code pg_ctl}.
 *
 * @param home the folder above {@code bin}
 * @param runAs as whom
 */
record PostgresPrograms(Path home, RunAs runAs) {

  /** How a program ended, and what it said. */
  record Outcome(int status, String output) {
    boolean isSuccess() {
      return status == 0;
    }
  }

  /**
   * Runs a program to its end. Its words go to a file and not to a pipe, for a server it starts
   * would keep the pipe open.
   *
   * @throws IOException if it cannot be run, or not within the time
   */
  Outcome run(String program, List<String> arguments, int secondsMax) throws IOException {
    var command = new ArrayList<>(runAs.prefix());
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    Path output = Files.createTempFile(program, ".out");
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C");
      int status = await(builder.start(), program, secondsMax);
      return new Outcome(status, Files.readString(output).strip());
    } finally {
      Files.delete(output);
    }
  }

  private static int await(Process process, String program, int secondsMax) throws IOException {
    try {
      if (process.waitFor(secondsMax, SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException(program + " has not ended within " + secondsMax + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + program, e);
    }
  }
}
