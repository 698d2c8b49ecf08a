package dev.holdfast.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void followsTheCallersTraceWithASpanOfItsOwn() {
    Trace trace = Trace.follow(PARENT);
    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.spanId()).isNotEqualTo("b7ad6b7169203331");
    assertThat(trace.flags()).isEqualTo("01");
  }

  @Test
  void followsALaterVersionThatSaysMore() {
    assertThat(Trace.follow("cc" + PARENT.substring(2) + "-what-else").traceId()).isEqualTo(TRACE);
  }

  @Test
  void saysWhatItCanFollowItself() {
    Trace trace = Trace.begin();
    assertThat(Trace.follow(trace.header()).traceId()).isEqualTo(trace.traceId());
  }

  @Test
  void beginsAnewWhereAnyCharacterIsOff() {
    Samples.check(
        random -> {
          String character = Samples.text(random, ' ', '~', 1, 1);
          int place = random.nextInt(55);
          String header = PARENT.substring(0, place) + character + PARENT.substring(place + 1);
          String traceId = Trace.follow(header).traceId();
          boolean valid =
              header.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
                  || header.matches("(?!ff)[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
          assertThat(traceId.equals(header.substring(3, 35))).isEqualTo(valid);
        });
  }

  @Test
  void beginsAnewWhereThereIsNothingToFollow() {
    String zeroTrace = "00-" + "0".repeat(32) + "-b7ad6b7169203331-01";
    String zeroSpan = "00-" + TRACE + "-" + "0".repeat(16) + "-01";
    for (@Nullable String header :
        new @Nullable String[] {null, "", PARENT + "0", PARENT + "-x", zeroTrace, zeroSpan}) {
      assertThat(Trace.follow(header).traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }
  }

  @Test
  void marksLogLinesAndNoOthers() {
    Trace.follow(PARENT).logging(() -> assertThat(MDC.get(Trace.LOG_KEY)).isEqualTo(TRACE));
    assertThat(MDC.get(Trace.LOG_KEY)).isNull();
  }
}
