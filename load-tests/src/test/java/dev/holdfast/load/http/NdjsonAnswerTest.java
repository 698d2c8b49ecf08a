package dev.holdfast.load.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NdjsonAnswerTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final byte[] TWO_LINES =
      ascii(HEAD + "19\r\n{\"status\":201}\n{\"status\":\r\n5\r\n200}\n\r\n0\r\n\r\n");

  private static NdjsonAnswer taken(byte[] bytes, int pieceSize) {
    var answer = new NdjsonAnswer();
    for (int from = 0; from < bytes.length && !answer.isWhole(); from += pieceSize) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieceSize));
      answer.take(piece, piece.length);
    }
    return answer;
  }

  @Test
  void countsLinesHoweverTheyAreCut() {
    for (int pieceSize = 1; pieceSize <= TWO_LINES.length; pieceSize++) {
      NdjsonAnswer answer = taken(TWO_LINES, pieceSize);
      assertThat(answer.lines()).as("pieces of %d", pieceSize).isEqualTo(2);
      assertThat(answer.isWhole()).isTrue();
    }
  }

  @Test
  void failsWithTheFirstLineThatWasRefused() {
    byte[] refused =
        ascii(HEAD + "24\r\n{\"status\":201}\n{\"status\":409,\"b\":1}\n\r\n0\r\n\r\n");
    assertThatThrownBy(() -> taken(refused, 7)).hasMessage("line 2: {\"status\":409,\"b\":1}");
  }

  @Test
  void failsWithTheHeadOfAnotherAnswer() {
    assertThatThrownBy(() -> taken(ascii("HTTP/1.1 403 Forbidden\r\n\r\n"), 100))
        .hasMessageContaining("403");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
