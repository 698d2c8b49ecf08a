package dev.holdfast.load.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;

/** The bare WebFlux endpoint, running in a process of its own until it is closed. */
final class Yardstick implements AutoCloseable {

  private static final URI ADDRESS = URI.create("http://127.0.0.1:8090");

  private final Process process;

  private Yardstick(Process process) {
    this.process = process;
  }

  /** Starts it and waits until it takes connections. */
  static Yardstick start() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.holdfast.load.yardstick.WebFluxYardstick");
    var yardstick = new Yardstick(builder.inheritIO().start());
    for (int attempt = 0; attempt < 100; attempt++) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(ADDRESS.getHost(), ADDRESS.getPort()), 1_000);
        return yardstick;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    yardstick.close();
    throw new IllegalStateException("the bare endpoint did not come up on " + ADDRESS);
  }

  URI address() {
    return ADDRESS;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
