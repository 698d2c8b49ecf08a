package dev.holdfast.shared.internal;

import dev.holdfast.observability.Trace;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.ProblemDocument;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a problem document to what Netty refuses by itself with no body: requests so malformed that
 * nothing behind it ever sees them.
 */
@Component
final class NettyProblems implements NettyServerCustomizer {
  private final Writer writer;

  NettyProblems(JsonMapper mapper) {
    this.writer = new Writer(mapper.writer());
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit((_, channel, _) -> addTo(channel));
  }

  private void addTo(Channel channel) {
    if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
      channel.pipeline().addAfter(NettyPipeline.HttpCodec, "holdfast.problems", writer);
    }
  }

  /** Looks at every answer on its way out; one from us always has a body with a type. */
  @Sharable
  private static final class Writer extends ChannelOutboundHandlerAdapter {
    private final ObjectWriter json;

    Writer(ObjectWriter json) {
      this.json = json;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
        throws Exception {
      Object written =
          message instanceof FullHttpResponse response && isBareError(response)
              ? withProblem(response)
              : message;
      super.write(context, written, promise);
    }

    private static boolean isBareError(FullHttpResponse response) {
      return response.status().code() >= 400
          && !response.content().isReadable()
          && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse withProblem(FullHttpResponse bare) {
      Trace trace = Trace.begin();
      Problem problem = problemOf(bare.status().code());
      byte[] bytes = json.writeValueAsBytes(ProblemDocument.of(problem, trace));
      FullHttpResponse response = bare.replace(Unpooled.wrappedBuffer(bytes));
      bare.release();
      response.setStatus(HttpResponseStatus.valueOf(problem.code().status()));
      HttpHeaders headers = response.headers();
      headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
      headers.set(HttpHeaderNames.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
      headers.setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
      headers.set(Trace.HEADER, trace.header());
      return response;
    }

    private static Problem problemOf(int status) {
      return switch (status) {
        case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "Send a smaller body.");
        case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "Shorten the path or the query.");
        case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
        default ->
            status < 500
                ? Problem.of(
                    ProblemCode.MALFORMED_REQUEST,
                    "The request line or a header cannot be read; check its syntax and encoding.")
                : Problem.of(ProblemCode.INTERNAL, "The request could not be served; try again.");
      };
    }
  }
}
