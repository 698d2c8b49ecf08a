package dev.holdfast.shared.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The connection below a response. Bytes may be written once the response's headers have been sent.
 *
 * <p>WebFlux writes a body with more than a hundred buffers under way; here each write is seen to
 * its end. That is what lets a stream be made no earlier than its client can take it.
 */
public final class NettySocket {
  private final Channel channel;

  private NettySocket(Channel channel) {
    this.channel = channel;
  }

  public static NettySocket of(ServerHttpResponse response) {
    HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
    var channel = new AtomicReference<Channel>();
    netty.withConnection(connection -> channel.set(connection.channel()));
    return new NettySocket(channel.get());
  }

  /** Runs tasks on the connection's event loop. */
  public EventExecutor executor() {
    return channel.eventLoop();
  }

  /** A buffer to fill and {@link #write(ByteBuf, Consumer) write}. */
  public ByteBuf newBuffer(int capacity) {
    return channel.alloc().buffer(capacity);
  }

  /** Writes bytes; complete when the operating system, or the peer's HTTP/2 window, took them. */
  public Mono<Void> write(byte[] bytes) {
    return FutureMono.deferFuture(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
  }

  /**
   * Writes bytes, without a publisher's cost.
   *
   * @param written hears on the event loop, perhaps before this returns, that they were taken: with
   *     null, or with what prevented it
   */
  public void write(ByteBuf bytes, Consumer<@Nullable Throwable> written) {
    var _ = channel.writeAndFlush(bytes).addListener(future -> written.accept(future.cause()));
  }

  /** Closes the connection, whatever is under way. */
  public void cut() {
    var _ = channel.close();
  }
}
