package dev.holdfast.load.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AnswerBytesTest {

  private static final byte[] CREATED =
      ascii(
          "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nContent-Length: 11\r\n\r\n"
              + "{\"id\":\"r1\"}");

  @Test
  void isWholeWithItsLastByteAndNotBefore() {
    for (int size = 0; size < CREATED.length; size++) {
      assertThat(AnswerBytes.isWhole(CREATED, size)).as("%d bytes", size).isFalse();
    }
    assertThat(AnswerBytes.isWhole(CREATED, CREATED.length)).isTrue();
  }

  @Test
  void refusesAnAnswerWithoutLength() {
    byte[] chunked = ascii("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");

    assertThatThrownBy(() -> AnswerBytes.isWhole(chunked, chunked.length))
        .hasMessageContaining("Content-Length");
  }

  @Test
  void failsWithTheAnswerUnlessItIsASuccess() {
    byte[] refused = ascii("HTTP/1.1 409 Conflict\r\nContent-Length: 4\r\n\r\nnone");

    AnswerBytes.requireSuccess(CREATED, CREATED.length);
    assertThatThrownBy(() -> AnswerBytes.requireSuccess(refused, refused.length))
        .hasMessageContaining("409")
        .hasMessageContaining("none");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
