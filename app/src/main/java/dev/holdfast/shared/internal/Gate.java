package dev.holdfast.shared.internal;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands at one connection, behind the codec, and lets requests in or answers them itself. Belongs
 * to the connection's event loop.
 *
 * <p>A request is under way from when it has come whole to when its answer is written. One that
 * comes while another is under way on the same connection is let in, for answers keep the order of
 * requests; it waits for the other, so that a connection never has more than one under way.
 */
final class Gate extends ChannelDuplexHandler {
  private final Admission admission;
  private final GateAnswers answers;
  private final Duration bodyTimeout;

  /** Requests let in and not answered yet. */
  private int open;

  /** Where the one under way is counted. */
  private Admission.@Nullable Traffic counted;

  /** Where the one that comes is to be counted; null for none. */
  private Admission.@Nullable Traffic coming;

  private boolean isRefusing;
  private boolean isBodyComing;
  private boolean hasRefused;
  private boolean isConnected;
  private @Nullable Future<?> bodyWatch;

  Gate(Admission admission, GateAnswers answers, Duration bodyTimeout) {
    this.admission = admission;
    this.answers = answers;
    this.bodyTimeout = bodyTimeout;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    isConnected = true;
    if (admission.connect()) {
      super.channelActive(context);
    } else {
      var _ = context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    if (isConnected) {
      isConnected = false;
      admission.disconnect();
    }
    endCount();
    endBody();
    super.channelInactive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest request && !begin(context, request)) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (isRefusing && message instanceof HttpContent) {
      isRefusing = !(message instanceof LastHttpContent);
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof LastHttpContent) {
      hasCome();
    }
    super.channelRead(context, message);
  }

  /** Whether it is let in; if not, it has been answered, and its body is thrown away. */
  private boolean begin(ChannelHandlerContext context, HttpRequest request) {
    coming = isExempt(request.uri()) ? null : admission.traffic(request.method());
    boolean isBusy = coming != null && coming.isFull();
    if (open > 0 || !(isBusy || admission.isClosing())) {
      open++;
      isBodyComing = true;
      return true;
    }
    isRefusing = true;
    hasRefused = true;
    refuse(context, request);
    return false;
  }

  private void refuse(ChannelHandlerContext context, HttpRequest request) {
    boolean isClosing = admission.isClosing();
    admission.countRefusal(!isClosing);
    FullHttpResponse answer = isClosing ? answers.shuttingDown() : answers.busy();
    // Whoever asks whether to send its body may then not send it, and go on otherwise.
    if (isClosing || HttpUtil.is100ContinueExpected(request) || !HttpUtil.isKeepAlive(request)) {
      var _ =
          context.writeAndFlush(GateAnswers.last(answer)).addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = context.writeAndFlush(answer, context.voidPromise());
    }
  }

  private void hasCome() {
    endBody();
    if (counted == null) {
      count(coming);
    }
  }

  private void count(Admission.@Nullable Traffic traffic) {
    counted = traffic;
    if (traffic != null) {
      traffic.begin();
    }
  }

  private void endCount() {
    if (counted != null) {
      counted.end();
      counted = null;
    }
  }

  /** Streams and bulk requests last, and have bounds of their own; operators are let in always. */
  private static boolean isExempt(String uri) {
    int end = uri.indexOf('?');
    String path = end < 0 ? uri : uri.substring(0, end);
    return path.endsWith("/stream") || path.endsWith("/bulk") || path.startsWith("/actuator/");
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (isBodyComing && coming != null && bodyWatch == null) {
      bodyWatch =
          context
              .executor()
              .schedule(() -> closeNow(context), bodyTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }
    super.channelReadComplete(context);
    if (hasRefused) {
      hasRefused = false;
      context.read();
    }
  }

  private static void closeNow(ChannelHandlerContext context) {
    var _ = context.close();
  }

  private void endBody() {
    isBodyComing = false;
    if (bodyWatch != null) {
      bodyWatch.cancel(false);
      bodyWatch = null;
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    boolean isInterim =
        message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (message instanceof LastHttpContent && !isInterim) {
      answered();
    }
    if (admission.isClosing() && message instanceof HttpResponse response && !isInterim) {
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
    }
    super.write(context, message, promise);
  }

  private void answered() {
    open = Math.max(0, open - 1);
    Admission.Traffic before = counted;
    endCount();
    if (open > 0) {
      count(before);
    }
  }
}
