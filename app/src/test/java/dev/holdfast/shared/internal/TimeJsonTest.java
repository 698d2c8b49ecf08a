package dev.holdfast.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

class TimeJsonTest {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new SimpleModule("times").addSerializer(Instant.class, new TimeJson.Writer()))
          .build();

  private static void expectFormat(Instant time) {
    assertThat(JSON.writeValueAsString(time)).isEqualTo('"' + FORMAT.format(time) + '"');
  }

  @Test
  void writesTimesOfOurYearsLikeTheFormat() {
    Samples.check(
        random ->
            expectFormat(Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 1L << 47))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "2024-02-29T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.999Z"
      })
  void writesTimesAtTheEdgesLikeTheFormat(String time) {
    expectFormat(Instant.parse(time));
  }
}
