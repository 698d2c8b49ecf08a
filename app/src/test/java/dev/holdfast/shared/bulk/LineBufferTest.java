package dev.holdfast.shared.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

class LineBufferTest {
  private static final int LINE_MAX = 12;
  private static final List<String> PARTS =
      List.of("a", "bc", "def", " ", "\t", "\r", "\n", "\n", "0123456789", "x".repeat(30));

  /** The lines that a text has, with {@code null} for one that is too long. */
  private static List<String> model(String text) {
    var lines = new ArrayList<String>();
    for (String line : text.split("\n", -1)) {
      if (line.length() > LINE_MAX) {
        lines.add("too long");
      } else if (!line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static void takeAll(LineBuffer buffer, boolean last, List<String> lines) {
    for (var found = buffer.next(last);
        found != LineBuffer.Found.NOTHING;
        found = buffer.next(last)) {
      lines.add(
          found == LineBuffer.Found.TOO_LONG
              ? "too long"
              : new String(buffer.bytes(), buffer.lineStart(), buffer.lineLength(), UTF_8));
    }
  }

  @Test
  void findsTheSameLinesHoweverTheyComeInPieces() {
    Samples.check(LineBufferTest::findsTheLinesOf);
  }

  private static void findsTheLinesOf(Random random) {
    String text = String.join("", Samples.some(random, PARTS, 40));
    var buffer = new LineBuffer(LINE_MAX);
    var lines = new ArrayList<String>();
    for (int at = 0; at < text.length(); ) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(20));
      byte[] piece = text.substring(at, to).getBytes(UTF_8);
      buffer.add(DefaultDataBufferFactory.sharedInstance.wrap(piece));
      if (random.nextBoolean()) {
        takeAll(buffer, false, lines);
      }
      at = to;
    }
    takeAll(buffer, true, lines);
    assertThat(lines).isEqualTo(model(text));
    assertThat(buffer.hasMore()).isFalse();
  }

  @Test
  void holdsNoMoreThanALineAndAPiece() {
    var buffer = new LineBuffer(LINE_MAX);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 1_000; i++) {
      buffer.add(DefaultDataBufferFactory.sharedInstance.wrap("x".repeat(50).getBytes(UTF_8)));
      takeAll(buffer, false, lines);
    }
    assertThat(buffer.bytes().length).isLessThanOrEqualTo(200);
    assertThat(lines).containsExactly("too long");
  }
}
