package dev.holdfast.load.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * So many connections from one thread, each with one request under way: the next one leaves when
 * the answer is there. All requests are the same bytes. Not thread-safe.
 */
final class ClosedLoop implements AutoCloseable {

  private static final int ANSWER_BYTES_MAX = 16 * 1024;

  private final Selector selector = Selector.open();
  private final byte[] request;
  private long[] latenciesNanos = new long[1 << 16];
  private int answers;

  /**
   * What a round came to.
   *
   * @param perSecond answers a second
   * @param p50Millis half of the answers took at most this
   * @param p99Millis 99 of 100 took at most this
   */
  record Round(double perSecond, double p50Millis, double p99Millis) {}

  ClosedLoop(URI server, int connections, byte[] request) throws IOException {
    this.request = request;
    for (int i = 0; i < connections; i++) {
      var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
    }
  }

  /** Sends for a time and waits for the last answers. */
  Round run(long millis) throws IOException {
    answers = 0;
    long start = System.nanoTime();
    long end = start + millis * 1_000_000;
    for (SelectionKey key : selector.keys()) {
      ((Connection) key.attachment()).send(System.nanoTime());
    }
    int underWay = selector.keys().size();
    while (underWay > 0) {
      if (selector.select(5_000) == 0) {
        throw new IOException("no answer for five seconds");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        if (((Connection) key.attachment()).receive(end)) {
          underWay--;
        }
      }
      selector.selectedKeys().clear();
    }
    return round(System.nanoTime() - start);
  }

  private Round round(long nanos) {
    long[] sorted = Arrays.copyOf(latenciesNanos, answers);
    Arrays.sort(sorted);
    return new Round(
        answers * 1e9 / nanos, sorted[answers / 2] / 1e6, sorted[(int) (answers * 0.99)] / 1e6);
  }

  private void took(long nanos) {
    if (answers == latenciesNanos.length) {
      latenciesNanos = Arrays.copyOf(latenciesNanos, answers * 2);
    }
    latenciesNanos[answers++] = nanos;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** One connection and the answer it is reading. */
  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.wrap(request);
    private final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private long sentNanos;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send(long now) throws IOException {
      sentNanos = now;
      out.rewind();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    /** Reads on; when the answer is whole, sends again until the end. True if it is done. */
    boolean receive(long end) throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a connection");
      }
      if (!AnswerBytes.isWhole(in.array(), in.position())) {
        return false;
      }
      AnswerBytes.requireSuccess(in.array(), in.position());
      in.clear();
      long now = System.nanoTime();
      took(now - sentNanos);
      if (now >= end) {
        return true;
      }
      send(now);
      return false;
    }
  }
}
