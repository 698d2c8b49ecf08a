package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Samples;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class IdempotencyKeyTest {

  @Test
  void readsWhatWasQuoted() {
    Samples.check(
        random -> {
          String key = Samples.text(random, ' ', '~', 1, 255);
          String quoted = '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
          assertThat(IdempotencyKey.parse(quoted).value()).isEqualTo(key);
        });
  }

  @Test
  void readsWhatIsBare() {
    Samples.check(
        random -> {
          String key = Samples.text(random, '#', '~', 1, 255);
          assertThat(IdempotencyKey.parse(key))
              .isEqualTo(IdempotencyKey.parse('"' + escape(key) + '"'));
        });
  }

  private static String escape(String key) {
    return key.replace("\\", "\\\\");
  }

  @Test
  void neverFailsButByRefusing() {
    Samples.check(
        random -> {
          String header = Samples.anyText(random, 300);
          try {
            assertThat(IdempotencyKey.parse(header).isPresent()).isTrue();
          } catch (Problem problem) {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_HEADER);
          }
        });
  }

  @Test
  void isNoneWithoutTheHeader() {
    assertThat(IdempotencyKey.of(new HttpHeaders())).isSameAs(IdempotencyKey.NONE);
  }

  @Test
  void bindsTheLength() {
    assertThat(IdempotencyKey.parse("k".repeat(255)).isPresent()).isTrue();
    assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256))).isInstanceOf(Problem.class);
  }
}
