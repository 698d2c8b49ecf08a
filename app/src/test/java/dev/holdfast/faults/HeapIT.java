package dev.holdfast.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with little memory, and clients who send more than that. */
@Tag("long")
class HeapIT {
  private static final int HOGS = 400;
  private static final int BODY = 1 << 20;
  private static final long MILLIS = 8_000;

  @TempDir Path folder;

  @Test
  void manyLargeBodiesAtOnce() throws Exception {
    var hogs = new ArrayList<Socket>();
    try (var scene = DatabaseScene.open(folder, List.of("-Xmx160m"))) {
      var fault =
          new Fault("heap nearly full", () -> open(scene.server.url(), hogs), () -> closeAll(hogs));
      Expect.of(scene, fault).lasting(MILLIS).holds();
    }
  }

  /** Each sends a body of a megabyte, but for its last byte. */
  private static void open(URI url, List<Socket> hogs) throws IOException {
    byte[] body = new byte[BODY - 1];
    String head =
        "POST /v1/reservations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + HoldfastProcess.ADMIN_KEY
            + "\r\nContent-Length: "
            + BODY
            + "\r\n\r\n";
    for (int i = 0; i < HOGS; i++) {
      var socket = new Socket(url.getHost(), url.getPort());
      hogs.add(socket);
      Thread.ofVirtual().start(() -> send(socket, head.getBytes(ISO_8859_1), body));
    }
  }

  private static void send(Socket socket, byte[] head, byte[] body) {
    try {
      socket.getOutputStream().write(head);
      socket.getOutputStream().write(body);
    } catch (IOException refused) {
      // As it may be.
    }
  }

  private static void closeAll(List<Socket> hogs) throws IOException {
    for (Socket socket : hogs) {
      socket.close();
    }
  }
}
