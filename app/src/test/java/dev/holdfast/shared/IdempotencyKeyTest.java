package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.springframework.http.HttpHeaders;

class IdempotencyKeyTest {

  @Property
  void readsWhatWasQuoted(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 255) String key) {
    String quoted = '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    assertThat(IdempotencyKey.parse(quoted).value()).isEqualTo(key);
  }

  @Property
  void readsWhatIsBare(
      @ForAll @NotBlank @CharRange(from = '#', to = '~') @StringLength(max = 255) String key) {
    assertThat(IdempotencyKey.parse(key)).isEqualTo(IdempotencyKey.parse('"' + escape(key) + '"'));
  }

  private static String escape(String key) {
    return key.replace("\\", "\\\\");
  }

  @Property
  void neverFailsButByRefusing(@ForAll @StringLength(max = 300) String header) {
    try {
      assertThat(IdempotencyKey.parse(header).isPresent()).isTrue();
    } catch (Problem problem) {
      assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_HEADER);
    }
  }

  @Example
  void isNoneWithoutTheHeader() {
    assertThat(IdempotencyKey.of(new HttpHeaders())).isSameAs(IdempotencyKey.NONE);
  }

  @Example
  void bindsTheLength() {
    assertThat(IdempotencyKey.parse("k".repeat(255)).isPresent()).isTrue();
    assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256))).isInstanceOf(Problem.class);
  }
}
