package dev.holdfast.cluster.internal;

import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.observability.Trace;
import dev.holdfast.shared.HoldfastHeaders;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Passes requests on to the owner and its answers back, both as they come, as fast as each side
 * takes them. Never sends anything twice. Thread-safe.
 */
@Component
@ConditionalOnProperty("holdfast.cluster.forward")
final class Forwarder implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
  private static final int CONNECTIONS_MAX = 1_000;
  private static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(2);
  private static final int CONNECT_MILLIS_MAX = 1_000;

  /** Less than the owner lets a connection idle. */
  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  /** Of the connection, not of what goes over it; and those that are set anew. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host",
          "traceparent");

  private final LedgerControl ledger;
  private final ConnectionProvider connections;
  private final HttpClient client;

  Forwarder(LedgerControl ledger, ClusterSettings settings) {
    this.ledger = ledger;
    connections =
        ConnectionProvider.builder("holdfast-owner")
            .maxConnections(CONNECTIONS_MAX)
            .pendingAcquireMaxCount(CONNECTIONS_MAX)
            .pendingAcquireTimeout(CONNECTION_WAIT_MAX)
            .maxIdleTime(IDLE_MAX)
            .build();
    client =
        HttpClient.create(connections)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
            .responseTimeout(settings.forwardTimeout())
            .disableRetry(true);
  }

  /**
   * Answers the request as the owner does.
   *
   * @return an error NOT_OWNER if nothing was sent, and OUTCOME_UNKNOWN if something was and no
   *     answer began, or that another process owns the ledger meanwhile
   */
  Mono<Void> forward(ServerWebExchange exchange, Owner owner) {
    ServerHttpRequest request = exchange.getRequest();
    var sent = new AtomicBoolean();
    HttpClient.RequestSender sender =
        client
            .doOnRequest((_, _) -> sent.set(true))
            .headers(headers -> fill(headers, exchange))
            .request(HttpMethod.valueOf(request.getMethod().name()))
            .uri(owner.address() + target(request));
    HttpClient.ResponseReceiver<?> receiver = hasBody(request) ? withBody(sender, request) : sender;
    Mono<Void> answered =
        receiver
            .response((answer, content) -> relay(answer, content, exchange.getResponse()))
            .then();
    return Mono.firstWithSignal(answered, owner.gone().then(Mono.error(() -> new OwnerGone())))
        .onErrorMap(failed -> problem(failed, request, owner, sent.get()));
  }

  /** Another process owns the ledger now, or none. */
  private static final class OwnerGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OwnerGone() {
      super("it owns the ledger no more", null, false, false);
    }
  }

  private static String target(ServerHttpRequest request) {
    String query = request.getURI().getRawQuery();
    String path = request.getURI().getRawPath();
    return query == null ? path : path + "?" + query;
  }

  private static boolean hasBody(ServerHttpRequest request) {
    return request.getHeaders().getContentLength() > 0
        || request.getHeaders().containsHeader("Transfer-Encoding");
  }

  private static HttpClient.ResponseReceiver<?> withBody(
      HttpClient.RequestSender sender, ServerHttpRequest request) {
    return sender.send(
        (_, outbound) -> outbound.send(request.getBody().map(NettyDataBufferFactory::toByteBuf)));
  }

  private static void fill(HttpHeaders headers, ServerWebExchange exchange) {
    exchange
        .getRequest()
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (isPassedOn(name)) {
                headers.set(name, values);
              }
            });
    headers.set(Trace.HEADER, Trace.of(exchange).header());
    headers.set(HoldfastHeaders.FORWARDED, "true");
  }

  private static boolean isPassedOn(String name) {
    return !LEFT_OUT.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Publisher<Void> relay(
      HttpClientResponse answer, ByteBufFlux content, ServerHttpResponse response) {
    response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
    for (String name : answer.responseHeaders().names()) {
      if (isPassedOn(name)) {
        response.getHeaders().put(name, answer.responseHeaders().getAll(name));
      }
    }
    DataBufferFactory buffers = response.bufferFactory();
    return buffers instanceof NettyDataBufferFactory netty
        ? response.writeAndFlushWith(content.retain().map(buffer -> Mono.just(netty.wrap(buffer))))
        : Mono.error(new IllegalStateException("The web server is not Netty"));
  }

  private Throwable problem(
      Throwable failed, ServerHttpRequest request, Owner owner, boolean wasSent) {
    log.debug("{} could not be asked of {}", request.getPath(), owner.address(), failed);
    if (!wasSent || StandbyRequests.isRead(request)) {
      return ledger.notOwner();
    }
    return Problem.of(
        ProblemCode.OUTCOME_UNKNOWN,
        "The server that owns the ledger was asked and did not answer; repeat it with the same"
            + " Idempotency-Key.");
  }

  @Override
  public void destroy() {
    connections.dispose();
  }
}
