package dev.holdfast.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many clients of the stream of availabilities, each on a connection of its own. Thread-safe. */
final class Streams implements AutoCloseable {
  private static final long OPEN_SECONDS_MAX = 60;

  private final List<Socket> sockets = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Ending> endings = new ConcurrentLinkedQueue<>();
  private final CountDownLatch opened;

  /** How a stream ended. */
  enum Ending {
    GOODBYE,
    NO_GOODBYE,
    BROKEN
  }

  private Streams(int count) {
    opened = new CountDownLatch(count);
  }

  /** Opens them all, and waits until each has heard something. */
  static Streams open(URI url, int count) throws IOException, InterruptedException {
    var streams = new Streams(count);
    for (int i = 0; i < count; i++) {
      var socket = new Socket(url.getHost(), url.getPort());
      String request =
          "GET /v1/availability/stream?channel=web HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + HoldfastProcess.ADMIN_KEY
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      streams.sockets.add(socket);
      streams.readers.add(Thread.ofVirtual().start(() -> streams.read(socket)));
    }
    if (!streams.opened.await(OPEN_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new AssertionError(streams.opened.getCount() + " streams do not open");
    }
    return streams;
  }

  private void read(Socket socket) {
    byte[] buffer = new byte[1 << 13];
    String last = "";
    boolean isOpened = false;
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        last = last + new String(buffer, 0, n, UTF_8);
        last = last.substring(Math.max(0, last.length() - 200));
        if (!isOpened) {
          isOpened = true;
          opened.countDown();
        }
      }
      endings.add(last.contains("event: goodbye") ? Ending.GOODBYE : Ending.NO_GOODBYE);
    } catch (IOException broken) {
      endings.add(last.contains("event: goodbye") ? Ending.GOODBYE : Ending.BROKEN);
    }
  }

  /** How many ended in which way. */
  Map<Ending, Integer> endings() {
    var counts = new TreeMap<Ending, Integer>();
    endings.forEach(ending -> counts.merge(ending, 1, Integer::sum));
    return counts;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
