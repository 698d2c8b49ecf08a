package dev.holdfast.stream.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of a stream over a socket of its own, which it can leave in any way. Reads HTTP/1.1 in
 * chunks; waits 30 seconds at most. Not thread-safe.
 */
final class SseSocket implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final String head;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private int chunkLeft;
  private long bytesRead;

  /**
   * An event, or a block of lines that is none.
   *
   * @param lines without the empty one at the end
   */
  record Event(List<String> lines) {

    /** The value of a field, or nothing. */
    Optional<String> field(String name) {
      return lines.stream()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst();
    }

    boolean is(String type) {
      return field("event").equals(Optional.of(type));
    }

    String data() {
      return field("data").orElseThrow();
    }
  }

  /** Asks for a path, with an API key and further header lines. */
  SseSocket(int port, String path, String key, String... headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    String request =
        Stream.concat(
                Stream.of(
                    "GET " + path + " HTTP/1.1",
                    "Host: localhost",
                    "Accept: text/event-stream",
                    "Authorization: Bearer " + key),
                Stream.of(headers))
            .reduce("", (all, line) -> all + line + "\r\n");
    socket.getOutputStream().write((request + "\r\n").getBytes(ISO_8859_1));
    head = readHead();
  }

  /** The status line and the headers. */
  String head() {
    return head;
  }

  /** The next event; nothing if the stream has ended. */
  Optional<Event> next() throws IOException {
    return next(Long.MAX_VALUE);
  }

  /** The next event, if its end is among so many bytes; they are read one by one. */
  Optional<Event> next(long bytesMax) throws IOException {
    boolean lineEmpty = false;
    for (long i = 0; i < bytesMax && hasMore(); i++) {
      int b = readByte();
      block.write(b);
      bytesRead++;
      if (b == '\n' && lineEmpty) {
        return Optional.of(take());
      }
      lineEmpty = b == '\n';
    }
    return Optional.empty();
  }

  /** Reads to the end, and gives the data of the last event, which must be a goodbye. */
  String goodbye() throws IOException {
    Event last = next().orElseThrow();
    for (Optional<Event> event = Optional.of(last); event.isPresent(); event = next()) {
      last = event.get();
    }
    if (!last.is("goodbye")) {
      throw new AssertionError(last + " is no goodbye");
    }
    return last.data();
  }

  /** How many bytes of the body have been read. */
  long bytesRead() {
    return bytesRead;
  }

  /** Leaves without a word: what is under way gets a reset. */
  void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Event take() {
    List<String> lines = block.toString(UTF_8).lines().filter(line -> !line.isEmpty()).toList();
    block.reset();
    return new Event(lines);
  }

  /** Goes on to the next chunk where one has been read; false at the end. */
  private boolean hasMore() throws IOException {
    if (chunkLeft < 0) {
      return false;
    }
    if (chunkLeft == 0) {
      String size = readLine();
      chunkLeft = size == null || size.equals("0") ? -1 : Integer.parseInt(size, 16);
    }
    return chunkLeft > 0;
  }

  private String readHead() throws IOException {
    var lines = new StringBuilder();
    for (String line = readLine(); line != null && !line.isEmpty(); line = readLine()) {
      lines.append(line).append('\n');
    }
    return lines.toString();
  }

  private @Nullable String readLine() throws IOException {
    var line = new StringBuilder();
    while (true) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      if (b == '\n') {
        return line.toString();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
  }

  private int readByte() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the connection ended in the midst of a chunk");
    }
    chunkLeft--;
    if (chunkLeft == 0) {
      readLine();
    }
    return b;
  }
}
