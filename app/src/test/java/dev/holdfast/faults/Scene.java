package dev.holdfast.faults;

import java.io.IOException;

/** A server with an open shop, and what its clients have seen. */
class Scene implements AutoCloseable {
  final HoldfastProcess server;
  final Api api;
  final History history = new History();

  /** Waits until the server takes requests, and opens the shop. */
  Scene(HoldfastProcess server) throws InterruptedException {
    this.server = server;
    api = new Api(server.url());
    try {
      server.awaitReady();
      Shop.open(api, history);
    } catch (Throwable failed) {
      api.close();
      server.close();
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    api.close();
    server.close();
  }
}
