package dev.holdfast.observability;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Example
  void followsTheCallersTraceWithASpanOfItsOwn() {
    Trace trace = Trace.follow(PARENT);
    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.spanId()).isNotEqualTo("b7ad6b7169203331");
    assertThat(trace.flags()).isEqualTo("01");
  }

  @Example
  void followsALaterVersionThatSaysMore() {
    assertThat(Trace.follow("cc" + PARENT.substring(2) + "-what-else").traceId()).isEqualTo(TRACE);
  }

  @Property
  void saysWhatItCanFollowItself(@ForAll boolean ignored) {
    Trace trace = Trace.begin();
    assertThat(Trace.follow(trace.header()).traceId()).isEqualTo(trace.traceId());
  }

  @Property
  void beginsAnewWhereAnyCharacterIsOff(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(1) String character,
      @ForAll @IntRange(max = 54) int place) {
    String header = PARENT.substring(0, place) + character + PARENT.substring(place + 1);
    String traceId = Trace.follow(header).traceId();
    boolean valid =
        header.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
            || header.matches("(?!ff)[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    assertThat(traceId.equals(header.substring(3, 35))).isEqualTo(valid);
  }

  @Example
  void beginsAnewWhereThereIsNothingToFollow() {
    String zeroTrace = "00-" + "0".repeat(32) + "-b7ad6b7169203331-01";
    String zeroSpan = "00-" + TRACE + "-" + "0".repeat(16) + "-01";
    for (@Nullable String header :
        new @Nullable String[] {null, "", PARENT + "0", PARENT + "-x", zeroTrace, zeroSpan}) {
      assertThat(Trace.follow(header).traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }
  }

  @Example
  void marksLogLinesAndNoOthers() {
    Trace.follow(PARENT).logging(() -> assertThat(MDC.get(Trace.LOG_KEY)).isEqualTo(TRACE));
    assertThat(MDC.get(Trace.LOG_KEY)).isNull();
  }
}
