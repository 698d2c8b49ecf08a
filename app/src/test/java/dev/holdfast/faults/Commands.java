package dev.holdfast.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Runs programs of the system. */
final class Commands {
  private static final long SECONDS_MAX = 30;

  private Commands() {}

  /** Whether it ended well. */
  static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException unknown) {
      return false;
    }
  }
}
