package dev.holdfast.persistence.internal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.holdfast.persistence.CannotStartException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which come as an archive on the class path, one for each platform. */
final class PostgresBinaries {
  private static final int OWNER_EXECUTES = 0100;

  private PostgresBinaries() {}

  /**
   * Unpacks the programs below a folder, once for each version.
   *
   * @return the installation: the folder above {@code bin}
   * @throws CannotStartException if there are none for this platform
   */
  static Path unpackBelow(Path folder) {
    String archive = archiveFor(System.getProperty("os.name"), System.getProperty("os.arch"));
    URL url = PostgresBinaries.class.getResource("/" + archive);
    if (url == null) {
      throw new CannotStartException(
          "This build has no PostgreSQL of its own for this platform (" + archive + ").",
          "Give the server a PostgreSQL with spring.r2dbc.url.");
    }
    try {
      return unpack(url, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack PostgreSQL below " + folder, e);
    }
  }

  private static Path unpack(URL url, Path folder) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream packed = connection.getInputStream()) {
      Path home = folder.resolve("postgres-" + fingerprint(connection));
      if (!Files.isDirectory(home)) {
        Files.createDirectories(folder);
        Path draft = Files.createTempDirectory(folder, "unpacking-");
        extract(packed, draft);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        publish(draft, home);
      }
      return home;
    }
  }

  /** What tells this archive from another version's, without reading it. */
  private static String fingerprint(URLConnection connection) throws IOException {
    long sum =
        connection instanceof JarURLConnection jar && jar.getJarEntry() != null
            ? jar.getJarEntry().getCrc()
            : connection.getContentLengthLong();
    return Long.toHexString(sum);
  }

  /** Another process may have been first. */
  private static void publish(Path draft, Path home) throws IOException {
    try {
      Files.move(draft, home, ATOMIC_MOVE);
    } catch (IOException e) {
      FileSystemUtils.deleteRecursively(draft);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void extract(InputStream packed, Path home) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(tar, entry, home);
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path home)
      throws IOException {
    Path path = home.resolve(entry.getName()).normalize();
    if (!path.startsWith(home)) {
      throw new IOException("The archive leads out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, home.resolve(entry.getLinkName()));
    } else {
      write(tar, path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions(entry)));
    }
  }

  /** Forced to disk, for a half-written program after a power failure would need a hand. */
  private static void write(InputStream content, Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, CREATE_NEW, WRITE)) {
      content.transferTo(Channels.newOutputStream(channel));
      channel.force(false);
    }
  }

  private static String permissions(TarArchiveEntry entry) {
    return (entry.getMode() & OWNER_EXECUTES) != 0 ? "rwxr-xr-x" : "rw-r--r--";
  }

  /** The name that zonky's binaries give an archive. */
  static String archiveFor(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
    String machine =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> osArch;
        };
    String library = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
    return "postgres-" + system + "-" + machine + library + ".txz";
  }
}
