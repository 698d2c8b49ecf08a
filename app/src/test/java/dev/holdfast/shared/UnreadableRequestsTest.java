package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that Netty refuses before any code of ours sees them, sent byte by byte. */
class UnreadableRequestsTest extends HttpTest {

  private String send(String request) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertProblem(String answer, ProblemCode code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + code.status())
        .containsIgnoringCase("content-type: " + ProblemDocument.MEDIA_TYPE)
        .contains("\"code\":\"" + code + "\"")
        .contains("\"traceId\":\"")
        .containsIgnoringCase("traceparent: 00-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "GET /probe/items HTTP/1.1\r\nHost: h\r\nbad header\r\n\r\n",
        "GET /probe/items HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n"
      })
  void refusesWhatIsNoHttp(String request) throws IOException {
    assertProblem(send(request), ProblemCode.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/probe/%zz", "/probe/items?a=%", "/probe/{id}", "/probe/a|b", "/\"q\""})
  void refusesAnAddressThatIsNoUri(String target) throws IOException {
    assertProblem(
        send("GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"),
        ProblemCode.MALFORMED_REQUEST);
  }

  @Test
  void refusesAnAddressWithoutEnd() throws IOException {
    assertProblem(
        send("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"),
        ProblemCode.URI_TOO_LONG);
  }

  @Test
  void refusesHeadersWithoutEnd() throws IOException {
    assertProblem(
        send("GET / HTTP/1.1\r\nHost: h\r\nA: " + "a".repeat(17_000) + "\r\n\r\n"),
        ProblemCode.HEADERS_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "application/json;charset=martian", "/", "application/*"})
  void refusesAMediaTypeThatCannotBeRead(String type) throws IOException {
    assertProblem(
        send(
            "POST /probe HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\n"
                + ("Content-Type: " + type + "\r\n\r\n{}")),
        ProblemCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void refusesAnIdempotencyKeyThatIsNotAscii() throws IOException {
    assertProblem(
        send(
            "POST /probe HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\n"
                + "Content-Type: application/json\r\nIdempotency-Key: \u00e9\r\n\r\n{}"),
        ProblemCode.INVALID_HEADER);
  }

  @Test
  void answersALargeBodyBeforeItHasCome() throws IOException {
    assertProblem(
        send(
            "POST /probe HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 9000000\r\n\r\n{"),
        ProblemCode.BODY_TOO_LARGE);
  }

  /** Sends chunks until the server hangs up, but no more than could be in flight by then. */
  @ParameterizedTest
  @ValueSource(strings = {"/probe", "/nowhere", "/probe/zoo"})
  void hangsUpOnABodyWithoutEnd(String path) throws IOException {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n";
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (var socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(
              () -> {
                for (int sent = 0; sent < 1_000; sent++) {
                  socket.getOutputStream().write(chunk);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }
}
