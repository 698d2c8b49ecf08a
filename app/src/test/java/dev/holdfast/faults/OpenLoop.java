package dev.holdfast.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Callers who come at their own pace, whether those before them have been answered or not: each on
 * a connection on which nobody waits, a new one if need be. One thread, so that it costs little.
 */
final class OpenLoop {
  private static final long TICK_MICROS = 500;

  private final Bootstrap bootstrap;
  private final URI url;
  private final ByteBuf request;
  private final long perTick;
  private final int connectionsMax;
  private final ArrayDeque<Caller> idle = new ArrayDeque<>();
  private final List<Caller> all = new ArrayList<>();
  private final Load load = new Load();
  private int connecting;
  private volatile boolean isWaiting;
  private volatile boolean isOver;
  private long due;

  private OpenLoop(URI url, EventLoopGroup loop, String body, int perSecond, int connectionsMax) {
    this.url = url;
    this.connectionsMax = connectionsMax;
    this.perTick = perSecond;
    request = Unpooled.copiedBuffer(head(body.length()) + body, ISO_8859_1);
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Caller());
                  }
                });
  }

  private static String head(int length) {
    return "POST /v1/reservations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Authorization: Bearer "
        + HoldfastProcess.ADMIN_KEY
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** Sends reservations for a while at a rate, and waits for the answers. */
  static Load run(URI url, String body, int perSecond, int connectionsMax, long millis)
      throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      var openLoop = new OpenLoop(url, loop, body, perSecond, connectionsMax);
      long begun = System.nanoTime();
      var _ =
          loop.scheduleAtFixedRate(
              () -> openLoop.tick(begun), 0, TICK_MICROS, TimeUnit.MICROSECONDS);
      Trial.pass(millis);
      openLoop.isOver = true;
      openLoop.load.lasted(System.nanoTime() - begun);
      for (int i = 0; i < 100 && openLoop.isWaiting; i++) {
        Trial.pass(100);
      }
      var _ = loop.submit(() -> List.copyOf(openLoop.all).forEach(Caller::giveUp)).await();
      return openLoop.load;
    } finally {
      var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  private void tick(long begun) {
    long now = System.nanoTime();
    isWaiting = connecting > 0 || idle.size() < all.size();
    long dueNow = isOver ? due : (now - begun) * perTick / 1_000_000_000L;
    for (; due < dueNow; due++) {
      long scheduled = begun + due * 1_000_000_000L / perTick;
      Caller caller = idle.poll();
      if (caller != null) {
        caller.send(scheduled);
      } else if (all.size() + connecting < connectionsMax) {
        connecting++;
        var _ = bootstrap.connect(url.getHost(), url.getPort()).addListener(_ -> connecting--);
        load.connects();
      } else {
        load.nobodyToSend();
      }
    }
  }

  /** One connection. */
  private final class Caller extends SimpleChannelInboundHandler<ByteBuf> {
    private final StringBuilder answer = new StringBuilder();
    private @Nullable ChannelHandlerContext context;
    private long scheduledNanos;

    @Override
    public void channelActive(ChannelHandlerContext active) {
      context = active;
      all.add(this);
      send(System.nanoTime());
    }

    void send(long scheduled) {
      scheduledNanos = scheduled;
      ChannelHandlerContext connected = requireNonNull(context);
      var _ = connected.writeAndFlush(request.retainedDuplicate(), connected.voidPromise());
    }

    void giveUp() {
      if (scheduledNanos != 0) {
        load.unanswered();
        scheduledNanos = 0;
      }
      var _ = requireNonNull(context).close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext active, ByteBuf bytes) {
      answer.append(bytes.toString(ISO_8859_1));
      int head = answer.indexOf("\r\n\r\n");
      if (head < 0) {
        return;
      }
      int length = answer.indexOf("ontent-length: ", 0);
      length = length < 0 ? answer.indexOf("ontent-Length: ", 0) : length;
      int body =
          Integer.parseInt(answer.substring(length + 15, answer.indexOf("\r\n", length)).strip());
      if (answer.length() < head + 4 + body) {
        return;
      }
      int status = Integer.parseInt(answer.substring(9, 12));
      boolean retryAfter =
          answer.substring(0, head).toLowerCase(Locale.ROOT).contains("retry-after");
      answer.setLength(0);
      load.answered(status, retryAfter, System.nanoTime() - scheduledNanos);
      scheduledNanos = 0;
      idle.add(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
      var _ = active.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext active) {
      if (scheduledNanos != 0) {
        load.broken();
        scheduledNanos = 0;
      }
      all.remove(this);
      idle.remove(this);
    }
  }
}
