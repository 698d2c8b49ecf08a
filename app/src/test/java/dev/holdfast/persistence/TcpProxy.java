package dev.holdfast.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a server on this machine, and fails as networks do. What it is told
 * holds for the connections there are and those to come. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
  private final int serverPort;
  private final ServerSocket listener;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Weather weather = new Weather();

  /** What becomes of bytes on their way. */
  private static final class Weather {
    private volatile boolean losesRequests;
    private volatile boolean losesAnswers;
    private volatile int keptBackBytes;
    private volatile long delayNanos;

    boolean loses(boolean isRequests) {
      return isRequests ? losesRequests : losesAnswers;
    }
  }

  private TcpProxy(int serverPort, ServerSocket listener) {
    this.serverPort = serverPort;
    this.listener = listener;
  }

  /** Listens on a loopback port of its own. */
  public static TcpProxy to(int serverPort) {
    try {
      var proxy =
          new TcpProxy(serverPort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections there have been. */
  public int accepted() {
    return accepted.get();
  }

  /** From now on the client hears nothing, while the server hears it. */
  public void loseAnswers() {
    weather.losesAnswers = true;
  }

  /** From now on neither hears the other, not even when it hangs up. */
  public void loseEverything() {
    weather.losesRequests = true;
    weather.losesAnswers = true;
  }

  /** From now on the last bytes of whatever the client sends do not arrive. */
  public void keepBack(int bytes) {
    weather.keptBackBytes = bytes;
  }

  /** From now on whatever is sent, either way, is under way for so long. */
  public void delay(Duration time) {
    weather.delayNanos = time.toNanos();
  }

  /** Breaks every connection there is. */
  public void cut() {
    for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
      closeQuietly(socket);
    }
  }

  /** Connections to come are sound again; those there are stay as they are, but slow no more. */
  public void heal() {
    weather.delayNanos = 0;
    weather = new Weather();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Weather now = weather;
        accepted.incrementAndGet();
        sockets.add(client);
        Thread.ofVirtual().start(() -> connect(client, now));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void connect(Socket client, Weather now) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.add(server);
      Thread.ofVirtual().start(() -> pump(client, server, now, true));
      pump(server, client, now, false);
    } catch (IOException e) {
      closeQuietly(client);
    }
  }

  private static void pump(Socket from, Socket to, Weather weather, boolean isRequests) {
    byte[] buffer = new byte[1 << 16];
    try {
      for (int length = 0; length >= 0; length = from.getInputStream().read(buffer)) {
        if (length > 0 && weather.delayNanos > 0) {
          LockSupport.parkNanos(weather.delayNanos);
        }
        if (!weather.loses(isRequests)) {
          int kept = isRequests ? Math.min(weather.keptBackBytes, length) : 0;
          to.getOutputStream().write(buffer, 0, length - kept);
        }
      }
    } catch (IOException e) {
      closeQuietly(from);
    }
    if (!weather.loses(isRequests)) {
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // What it was to be.
    }
  }
}
