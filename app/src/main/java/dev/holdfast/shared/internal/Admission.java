package dev.holdfast.shared.internal;

import dev.holdfast.shared.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much the server takes on at once. What comes beside it is refused where it has cost least: as
 * soon as its head is read. That bounds how long whatever is taken on has to wait, and leaves the
 * processor to it. Thread-safe.
 */
@Component
final class Admission implements NettyServerCustomizer {
  private static final String REFUSED = "holdfast.http.refused";

  private final HttpProperties properties;
  private final GateAnswers answers;
  private final Traffic reads;
  private final Traffic changes;
  private final AtomicInteger connections = new AtomicInteger();
  private final Counter busy;
  private final Counter closing;
  private volatile boolean isClosing;

  Admission(HttpProperties properties, JsonMapper mapper, MeterRegistry meters) {
    this.properties = properties;
    answers = new GateAnswers(mapper.writer());
    busy = meters.counter(REFUSED, "code", ProblemCode.SERVER_BUSY.name());
    closing = meters.counter(REFUSED, "code", ProblemCode.SHUTTING_DOWN.name());
    reads = new Traffic("reads", properties.maxInFlight(), meters);
    changes = new Traffic("changes", properties.maxInFlight(), meters);
    Gauge.builder("holdfast.http.connections", connections, AtomicInteger::get)
        .description("Open connections")
        .register(meters);
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit((_, channel, _) -> addTo(channel));
  }

  private void addTo(Channel channel) {
    if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
      channel
          .pipeline()
          .addAfter(
              NettyPipeline.HttpCodec,
              "holdfast.gate",
              new Gate(this, answers, properties.bodyTimeout()));
    }
  }

  /** From now on nothing is taken on any more. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    isClosing = true;
  }

  boolean isClosing() {
    return isClosing;
  }

  /** Reads are apart, so that they go on where changes wait for the database. */
  Traffic traffic(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) ? reads : changes;
  }

  /** Requests of a kind that are under way. */
  static final class Traffic {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final int max;

    Traffic(String kind, int max, MeterRegistry meters) {
      this.max = max;
      Gauge.builder("holdfast.http.in-flight", inFlight, AtomicInteger::get)
          .description("Requests being worked on, but streams and bulk requests")
          .tag("kind", kind)
          .register(meters);
    }

    /** Whether there are as many as may be. */
    boolean isFull() {
      return inFlight.get() >= max;
    }

    void begin() {
      inFlight.incrementAndGet();
    }

    void end() {
      inFlight.decrementAndGet();
    }
  }

  /** False if there are more connections than may be; it is counted even so. */
  boolean connect() {
    return connections.incrementAndGet() <= properties.maxConnections();
  }

  void disconnect() {
    connections.decrementAndGet();
  }

  void countRefusal(boolean isBusy) {
    (isBusy ? busy : closing).increment();
  }
}
