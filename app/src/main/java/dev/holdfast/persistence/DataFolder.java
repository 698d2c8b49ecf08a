package dev.holdfast.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that keeps what outlives the server: its own database, keys, settings it made up. One
 * server at a time holds it, from {@link #open} to {@link #close}. Thread-safe.
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the folder, which is made for its owner's eyes only if it is not there.
   *
   * @throws CannotStartException if another server holds it or it cannot be written
   */
  public static DataFolder open(Path folder) {
    try {
      Path path = Files.createDirectories(folder, ownerOnly(folder)).toRealPath();
      FileChannel channel = FileChannel.open(path.resolve(LOCK), CREATE, WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw inUse(path);
      }
      note(channel, Long.toString(ProcessHandle.current().pid()));
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new CannotStartException(
          "The data folder " + folder.toAbsolutePath() + " cannot be used: " + e,
          "Give the server a folder that it can write, with holdfast.data-dir.");
    }
  }

  /** Where it is, absolute and without links. */
  public Path path() {
    return path;
  }

  /** A place in the folder, which need not exist. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** The text of a file in the folder; empty if there is no such file. */
  public Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes or replaces a file that only its owner can read (mode 0600). After a crash at any point
   * it is there whole, old or new; once this returns, the new one is.
   */
  public void writePrivate(String name, String text) {
    try {
      Path draft = Files.createTempFile(path, "." + name, ".new");
      try (FileChannel channel = FileChannel.open(draft, WRITE)) {
        note(channel, text);
        channel.force(true);
      }
      Files.move(draft, resolve(name), ATOMIC_MOVE);
      force(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets another server have the folder. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static CannotStartException inUse(Path path) throws IOException {
    String pid = Files.readString(path.resolve(LOCK)).strip();
    return new CannotStartException(
        "The data folder " + path + " is in use by another Holdfast server (process " + pid + ").",
        "Stop that server, or give this one another folder with holdfast.data-dir.");
  }

  private static void note(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = UTF_8.encode(text);
    channel.truncate(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
