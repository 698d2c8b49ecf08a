package dev.holdfast.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class GateTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(30);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** One read, one change, and two connections at a time. */
  private final Admission admission =
      new Admission(
          new HttpProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), BODY_TIMEOUT, 1, 2),
          JSON,
          meters);

  private EmbeddedChannel connect() {
    return new EmbeddedChannel(new Gate(admission, new GateAnswers(JSON.writer()), BODY_TIMEOUT));
  }

  private static void ask(EmbeddedChannel client, HttpMethod method, String path) {
    client.writeInbound(request(method, path), new DefaultLastHttpContent());
  }

  private static HttpRequest request(HttpMethod method, String path) {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path);
  }

  private static void answer(EmbeddedChannel client) {
    client.writeOutbound(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER));
    client.outboundMessages().clear();
  }

  private static boolean isLetIn(EmbeddedChannel client) {
    boolean isLetIn = client.readInbound() != null;
    client.inboundMessages().clear();
    return isLetIn;
  }

  private static FullHttpResponse refusal(EmbeddedChannel client) {
    assertThat(isLetIn(client)).isFalse();
    FullHttpResponse response = client.readOutbound();
    assertThat(response.status().code()).isEqualTo(503);
    assertThat(response.headers().get("Retry-After")).isEqualTo("1");
    return response;
  }

  private double inFlight(String kind) {
    return meters.get("holdfast.http.in-flight").tag("kind", kind).gauge().value();
  }

  @Test
  void refusesWhatIsTooMuchAndGoesOnAfter() {
    EmbeddedChannel first = connect();
    EmbeddedChannel second = connect();
    ask(first, HttpMethod.POST, "/v1/reservations");
    assertThat(isLetIn(first)).isTrue();
    ask(second, HttpMethod.POST, "/v1/reservations");
    FullHttpResponse refusal = refusal(second);
    assertThat(refusal.content().toString(StandardCharsets.UTF_8)).contains("\"SERVER_BUSY\"");
    assertThat(second.isOpen()).isTrue();
    answer(first);
    ask(second, HttpMethod.POST, "/v1/reservations");
    assertThat(isLetIn(second)).isTrue();
  }

  @Test
  void readsGoOnWhereChangesWait() {
    EmbeddedChannel first = connect();
    EmbeddedChannel second = connect();
    ask(first, HttpMethod.POST, "/v1/reservations");
    ask(second, HttpMethod.GET, "/v1/stock");
    assertThat(isLetIn(second)).isTrue();
  }

  @Test
  void streamsAndOperatorsAreNotCounted() {
    EmbeddedChannel client = connect();
    ask(client, HttpMethod.GET, "/v1/availability/stream?sku=A");
    assertThat(inFlight("reads")).isZero();
    answer(client);
    ask(client, HttpMethod.POST, "/v1/reservations/bulk");
    assertThat(inFlight("changes")).isZero();
  }

  @Test
  void whoeverLeavesIsCountedNoMore() {
    EmbeddedChannel client = connect();
    ask(client, HttpMethod.POST, "/v1/reservations");
    assertThat(inFlight("changes")).isEqualTo(1);
    var _ = client.close();
    assertThat(inFlight("changes")).isZero();
    assertThat(meters.get("holdfast.http.connections").gauge().value()).isZero();
  }

  @Test
  void ofManyOnOneConnectionOneIsUnderWay() {
    EmbeddedChannel client = connect();
    for (int i = 0; i < 3; i++) {
      ask(client, HttpMethod.POST, "/v1/reservations");
      assertThat(isLetIn(client)).isTrue();
    }
    for (int left = 3; left > 0; left--) {
      assertThat(inFlight("changes")).isEqualTo(1);
      answer(client);
    }
    assertThat(inFlight("changes")).isZero();
  }

  @Test
  void anInterimAnswerIsNone() {
    EmbeddedChannel client = connect();
    ask(client, HttpMethod.POST, "/v1/reservations");
    client.writeOutbound(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    assertThat(inFlight("changes")).isEqualTo(1);
  }

  @Test
  void aBodyThatDoesNotComeEndsTheConnection() {
    EmbeddedChannel client = connect();
    client.writeInbound(request(HttpMethod.POST, "/v1/reservations"));
    client.advanceTimeBy(BODY_TIMEOUT.toMillis() + 1, TimeUnit.MILLISECONDS);
    client.runScheduledPendingTasks();
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void aBodyThatComesDoesNot() {
    EmbeddedChannel client = connect();
    client.writeInbound(request(HttpMethod.POST, "/v1/reservations"));
    client.writeInbound(new DefaultLastHttpContent());
    client.advanceTimeBy(BODY_TIMEOUT.toMillis() + 1, TimeUnit.MILLISECONDS);
    client.runScheduledPendingTasks();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void whenTheServerStopsAnswersAreTheLastOnTheirConnection() {
    EmbeddedChannel taken = connect();
    EmbeddedChannel late = connect();
    ask(taken, HttpMethod.POST, "/v1/reservations");
    admission.close();
    ask(late, HttpMethod.GET, "/v1/stock");
    FullHttpResponse refusal = refusal(late);
    assertThat(refusal.content().toString(StandardCharsets.UTF_8)).contains("\"SHUTTING_DOWN\"");
    assertThat(refusal.headers().get("Connection")).isEqualTo("close");
    assertThat(late.isOpen()).isFalse();
    taken.writeOutbound(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER));
    FullHttpResponse answer = taken.readOutbound();
    assertThat(answer.headers().get("Connection")).isEqualTo("close");
  }

  @Test
  void oneConnectionTooManyIsClosed() {
    connect();
    connect();
    assertThat(connect().isOpen()).isFalse();
  }
}
