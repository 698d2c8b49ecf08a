package dev.holdfast.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

class NettySocketTest {
  private static final int PIECE = 64 * 1_024;
  private static final int PIECES = 600;

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong waitingBytesMax = new AtomicLong();
  private final AtomicReference<Channel> channel = new AtomicReference<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  @Test
  void asksForNoPieceBeforeTheLastOneHasLeft()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    DisposableServer server =
        HttpServer.create()
            .handle(new ReactorHttpHandlerAdapter((_, response) -> write(response)))
            .bindNow();
    try (var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] some = new byte[1_000];
      for (int left = 20_000_000; left > 0; ) {
        left -= Math.max(1, client.getInputStream().read(some));
      }
    }
    // The client has gone: nobody asks any more.
    over.get(20, TimeUnit.SECONDS);
    assertThat(asked.get()).isBetween(20_000_000 / PIECE, PIECES - 1);
    // Netty counts a buffer until just after it has told that it is written.
    assertThat(waitingBytesMax.get()).isLessThan(2 * PIECE);
    server.disposeNow();
  }

  private Mono<Void> write(ServerHttpResponse response) {
    var head = Mono.just(response.bufferFactory().wrap(new byte[1]));
    return response
        .writeAndFlushWith(Flux.just(head))
        .then(Mono.defer(() -> writePieces(response)));
  }

  private Mono<Void> writePieces(ServerHttpResponse response) {
    NettySocket socket = NettySocket.of(response);
    HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
    netty.withConnection(connection -> channel.set(connection.channel()));
    return Flux.range(0, PIECES)
        .doOnNext(this::ask)
        .concatMap(_ -> socket.write(new byte[PIECE]), 0)
        .then()
        .doFinally(_ -> over.complete(null));
  }

  /** What the last write has left behind when the next piece is asked for. */
  private void ask(int piece) {
    asked.set(piece);
    ChannelOutboundBuffer waiting = channel.get().unsafe().outboundBuffer();
    long bytes = waiting == null ? 0 : waiting.totalPendingWriteBytes();
    waitingBytesMax.accumulateAndGet(bytes, Math::max);
  }
}
