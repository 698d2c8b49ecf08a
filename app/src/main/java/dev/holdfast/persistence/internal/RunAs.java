package dev.holdfast.persistence.internal;

import dev.holdfast.persistence.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. They refuse to run as root, or as a user without a name. Root
 * therefore runs them without its powers: in a user namespace of their own, where the system allows
 * that, else as another user.
 *
 * @param prefix what is put before a command
 * @param owner the user id that must own PostgreSQL's files; {@link #UNCHANGED} if it is whoever
 *     makes them
 */
record RunAs(List<String> prefix, int owner) {
  static final int UNCHANGED = -1;

  private static final RunAs PLAIN = new RunAs(List.of(), UNCHANGED);
  private static final RunAs NAMESPACE = new RunAs(List.of("unshare", "-U"), UNCHANGED);
  private static final String NAMELESS = "";
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  private static final String OWNER = "unix:uid";

  /** Chooses for this process, and for files that may be there from earlier. */
  static RunAs forFilesIn(Path folder) {
    String user = ProcessHandle.current().info().user().orElse(NAMELESS);
    return switch (user) {
      case "root" -> forRoot(folder);
      // As containers give out: in a namespace of its own it is nobody, who has a name.
      case NAMELESS -> NAMESPACE.works() ? NAMESPACE : PLAIN;
      default -> PLAIN;
    };
  }

  private static RunAs forRoot(Path folder) {
    int owner = Files.exists(folder) ? ownerOf(folder) : ROOT;
    if (owner == ROOT && NAMESPACE.works()) {
      return NAMESPACE;
    }
    RunAs other = user(owner == ROOT ? NOBODY : owner);
    if (other.works()) {
      return other;
    }
    throw new CannotStartException(
        "PostgreSQL does not run as root, and this system does not let root run it as another"
            + " user.",
        "Start the server as an ordinary user, or give it a PostgreSQL with spring.r2dbc.url.");
  }

  /** Makes a folder that the programs may write, or hands over one that is there. */
  void own(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (owner != UNCHANGED && owner != ownerOf(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
          Files.setAttribute(path, OWNER, owner, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /** Another user, who may reach files below folders that only root can enter. */
  private static RunAs user(int id) {
    return new RunAs(
        List.of(
            "setpriv",
            "--reuid=" + id,
            "--regid=" + id,
            "--clear-groups",
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override"),
        id);
  }

  private boolean works() {
    try {
      List<String> command = Stream.concat(prefix.stream(), Stream.of("true")).toList();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int ownerOf(Path path) {
    try {
      return (int) Files.getAttribute(path, OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
