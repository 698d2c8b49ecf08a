package dev.holdfast.shared.bulk;

import dev.holdfast.shared.HoldfastHeaders;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.RequestDigests;
import dev.holdfast.shared.internal.JsonMediaType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers bulk requests: {@code {status,requestId?,body}} for each line, in the order of lines,
 * while they come. Whoever stops reading is not read from any more. Thread-safe.
 */
@Component
public final class Bulk {
  /** What is taken and answered. */
  public static final String MEDIA_TYPE = MediaType.APPLICATION_NDJSON_VALUE;

  private final BulkSettings settings;
  private final JsonMapper mapper;
  private final RequestDigests digests;
  private final Set<BulkStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean stopped;

  Bulk(BulkSettings settings, JsonMapper mapper, RequestDigests digests) {
    this.settings = settings;
    this.mapper = mapper;
    this.digests = digests;
  }

  /**
   * Answers a request whose body is lines. Its endpoint produces {@link #MEDIA_TYPE}.
   *
   * @param scope whose request ids the lines have: {@code Caller.requestScope()}
   * @param type the record a line is read into; a field {@code requestId} may stand beside its own
   * @return ends with the answer; a Problem if it is not even begun
   */
  public <B extends Record> Mono<Void> stream(
      ServerWebExchange exchange, String scope, Class<B> type, LineWork<B> work) {
    return stream(exchange, scope, type, null, work);
  }

  /**
   * The same for lines of which most have one form.
   *
   * @param quick reads those, for this request alone
   */
  public <B extends Record> Mono<Void> stream(
      ServerWebExchange exchange,
      String scope,
      Class<B> type,
      @Nullable QuickReader<B> quick,
      LineWork<B> work) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    JsonMediaType.LINES.check(headers);
    if (headers.containsHeader(HoldfastHeaders.IDEMPOTENCY_KEY)) {
      throw keyForMany();
    }
    String target = RequestDigests.target(exchange.getRequest());
    var request = new BulkRequest<>(exchange, scope, target, type, quick, work, digests);
    return Mono.using(
        this::enter,
        _ -> {
          describe(exchange.getResponse());
          return Mono.create(end -> start(request, end));
        },
        _ -> open.decrementAndGet());
  }

  private static void describe(ServerHttpResponse response) {
    response.setStatusCode(HttpStatus.OK);
    response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
    response.getHeaders().set("X-Accel-Buffering", "no");
  }

  private void start(BulkRequest<?> request, MonoSink<Void> end) {
    var stream = new BulkStream(request, settings, mapper, end);
    streams.add(stream);
    end.onCancel(stream::abandon);
    end.onDispose(() -> streams.remove(stream));
    if (stopped) {
      stream.stop();
    }
    stream.start();
  }

  /** How many are under way. */
  int open() {
    return open.get();
  }

  boolean isStopped() {
    return stopped;
  }

  /** Ends all, in good order, and lets none in any more. */
  void stop() {
    stopped = true;
    streams.forEach(BulkStream::stop);
  }

  private int enter() {
    if (stopped) {
      throw Problem.of(
          ProblemCode.SHUTTING_DOWN, "The server is stopping. Nothing was done; try another.");
    }
    int opened = open.incrementAndGet();
    if (opened > settings.maxRequests()) {
      open.decrementAndGet();
      throw Problem.of(
          ProblemCode.TOO_MANY_STREAMS,
          "As many bulk requests are open as this server takes; try again in a moment.");
    }
    return opened;
  }

  private static Problem keyForMany() {
    return Problem.of(
            ProblemCode.INVALID_HEADER,
            "The header Idempotency-Key names one request; give each line a requestId instead.")
        .with("header", HoldfastHeaders.IDEMPOTENCY_KEY);
  }
}
