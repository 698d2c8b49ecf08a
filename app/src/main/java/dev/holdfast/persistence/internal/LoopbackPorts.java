package dev.holdfast.persistence.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports to listen on, from below those that systems give to outgoing connections: a client
 * that tries again and again to reach a dead server on one of these may end up connected to itself,
 * and the server cannot have its port back.
 */
final class LoopbackPorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 29_999;
  private static final int ATTEMPTS_MAX = 100;

  private LoopbackPorts() {}

  /**
   * A port that was free a moment ago.
   *
   * @param preferred taken if it is free
   */
  static int choose(OptionalInt preferred) throws IOException {
    if (preferred.isPresent() && isFree(preferred.getAsInt())) {
      return preferred.getAsInt();
    }
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("No free port found between " + FIRST + " and " + LAST);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
