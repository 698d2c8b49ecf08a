package dev.holdfast.persistence.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * The event loops that everyone uses, remembering the sockets opened for one connection, so that
 * they can be closed by force: the driver's own way waits for the server's side. Thread-safe.
 */
final class RememberedSockets implements LoopResources {
  private final LoopResources loops = TcpResources.get();
  private final Queue<Channel> sockets = new ConcurrentLinkedQueue<>();

  @Override
  public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
    C socket = loops.onChannel(type, group);
    sockets.add(socket);
    return socket;
  }

  @Override
  public <C extends Channel> Class<? extends C> onChannelClass(
      Class<C> type, EventLoopGroup group) {
    return loops.onChannelClass(type, group);
  }

  @Override
  public EventLoopGroup onClient(boolean useNative) {
    return loops.onClient(useNative);
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return loops.onServer(useNative);
  }

  @Override
  public boolean daemon() {
    return loops.daemon();
  }

  /**
   * Whether the last one opened still is: an earlier one may have been given up while connecting.
   */
  boolean areOpen() {
    return sockets.stream().anyMatch(Channel::isOpen);
  }

  /** Closes them without waiting for anything to be sent. */
  void closeAll() {
    sockets.forEach(RememberedSockets::close);
  }

  private static void close(Channel socket) {
    if (!socket.isRegistered()) {
      socket.unsafe().closeForcibly();
      return;
    }
    socket
        .eventLoop()
        .execute(
            () -> {
              reset(socket);
              var _ = socket.close();
            });
  }

  /** What is still unsent is not to reach the server later. */
  private static void reset(Channel socket) {
    try {
      socket.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      // Closed already.
    }
  }
}
