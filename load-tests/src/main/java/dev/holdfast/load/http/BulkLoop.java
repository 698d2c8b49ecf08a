package dev.holdfast.load.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * One bulk request on each of a few connections, from one thread: lines are written as fast as they
 * are taken, and answers read as they come. Not thread-safe.
 */
final class BulkLoop {

  private static final int READ_BYTES = 256 * 1024;
  private static final int SILENCE_MILLIS_MAX = 15_000;
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final URI server;
  private final String key;
  private final ByteBuffer read = ByteBuffer.allocate(READ_BYTES);

  BulkLoop(URI server, String key) {
    this.server = server;
    this.key = key;
  }

  /**
   * Sends so many chunks of lines on each connection and reads all answers.
   *
   * @param lines those of one connection
   * @return lines answered a second
   */
  double run(int connections, int chunks, Supplier<BulkLines> lines) throws IOException {
    long start = System.nanoTime();
    long answered = 0;
    try (var selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector, new Exchange(chunks, lines.get()));
      }
      for (int open = connections; open > 0; ) {
        if (selector.select(SILENCE_MILLIS_MAX) == 0) {
          throw new IOException(
              "nothing came for %d ms: %s"
                  .formatted(
                      SILENCE_MILLIS_MAX,
                      selector.keys().stream().map(SelectionKey::attachment).toList()));
        }
        for (SelectionKey ready : selector.selectedKeys()) {
          var exchange = (Exchange) ready.attachment();
          if (exchange.goOn(ready)) {
            answered += exchange.answer.lines();
            ready.channel().close();
            open--;
          }
        }
        selector.selectedKeys().clear();
      }
    }
    long sent = (long) connections * chunks * BulkLines.LINES_PER_CHUNK;
    if (answered != sent) {
      throw new IOException(sent + " lines sent, " + answered + " answered");
    }
    return answered * 1e9 / (System.nanoTime() - start);
  }

  private void connect(Selector selector, Exchange exchange) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, exchange);
  }

  private ByteBuffer head() {
    String head =
        """
        POST /v1/reservations/bulk HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        Content-Type: application/x-ndjson
        Accept: application/x-ndjson
        Transfer-Encoding: chunked

        """
            .formatted(key);
    return ByteBuffer.wrap(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** One request and its answer. */
  private final class Exchange {
    private final BulkLines lines;
    private final NdjsonAnswer answer = new NdjsonAnswer();
    private ByteBuffer out = head();
    private int chunksLeft;
    private boolean isSent;

    Exchange(int chunks, BulkLines lines) {
      this.chunksLeft = chunks;
      this.lines = lines;
    }

    /** Writes and reads what it can. True once the answer is whole. */
    boolean goOn(SelectionKey ready) throws IOException {
      var channel = (SocketChannel) ready.channel();
      if (ready.isReadable()) {
        receive(channel);
      }
      if (ready.isWritable() && !isSent) {
        send(channel);
        if (isSent) {
          ready.interestOps(SelectionKey.OP_READ);
        }
      }
      return answer.isWhole();
    }

    @Override
    public String toString() {
      return "%d chunks to send, %d lines answered"
          .formatted(Math.max(0, chunksLeft), answer.lines());
    }

    private void send(SocketChannel channel) throws IOException {
      channel.write(out);
      while (!out.hasRemaining() && !isSent) {
        fill();
        channel.write(out);
      }
    }

    private void fill() {
      if (chunksLeft > 0) {
        chunksLeft--;
        out = lines.next();
      } else if (chunksLeft == 0) {
        chunksLeft--;
        out = ByteBuffer.wrap(LAST_CHUNK);
      } else {
        isSent = true;
      }
    }

    private void receive(SocketChannel channel) throws IOException {
      int size = channel.read(read.clear());
      if (size < 0) {
        throw new IOException("the server closed the connection after " + answer.lines());
      }
      answer.take(read.array(), size);
    }
  }
}
