package dev.holdfast.observability;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.ContextView;

/**
 * One request's place in a distributed trace (W3C Trace Context): the caller's trace id, and a span
 * id of our own.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param flags 2 hexadecimal digits
 */
public record Trace(String traceId, String spanId, String flags) {
  /** The header it travels in. */
  public static final String HEADER = "traceparent";

  /** Its key in log lines. */
  public static final String LOG_KEY = "traceId";

  private static final String ATTRIBUTE = Trace.class.getName();
  private static final String NOT_SAMPLED = "00";
  private static final HexFormat HEX = HexFormat.of();
  private static final int HEADER_LENGTH = 55;

  /** A trace that begins here. */
  public static Trace begin() {
    var random = ThreadLocalRandom.current();
    String traceId = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong() | 1);
    return new Trace(traceId, newSpanId(), NOT_SAMPLED);
  }

  /**
   * Goes on with the caller's trace.
   *
   * @param header the value of {@code traceparent}; anything but a valid one begins a new trace
   */
  public static Trace follow(@Nullable String header) {
    if (header == null || !isValid(header)) {
      return begin();
    }
    return new Trace(header.substring(3, 35), newSpanId(), header.substring(53, 55));
  }

  /** The trace of a request. */
  public static Trace of(ServerWebExchange exchange) {
    return exchange.getAttribute(ATTRIBUTE) instanceof Trace trace ? trace : begin();
  }

  /** The trace of the request that a reactive chain works for. */
  public static Trace of(ContextView context) {
    return context.hasKey(Trace.class) ? context.get(Trace.class) : begin();
  }

  /** Makes it the trace of a request. */
  public void attachTo(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  /** The value of {@code traceparent} to send on. */
  public String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  /** Runs what writes log lines, so that they carry the trace id. */
  public void logging(Runnable lines) {
    try (var _ = MDC.putCloseable(LOG_KEY, traceId)) {
      lines.run();
    }
  }

  private static String newSpanId() {
    return HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }

  /** Version 00 is exact; a later one may go on after a dash. Ids of only zeros are invalid. */
  private static boolean isValid(String header) {
    int length = header.length();
    boolean shaped =
        length >= HEADER_LENGTH
            && isHex(header, 0, 2)
            && header.charAt(2) == '-'
            && isHex(header, 3, 35)
            && header.charAt(35) == '-'
            && isHex(header, 36, 52)
            && header.charAt(52) == '-'
            && isHex(header, 53, 55);
    if (!shaped || header.startsWith("ff")) {
      return false;
    }
    boolean ended =
        length == HEADER_LENGTH || (!header.startsWith("00") && header.charAt(55) == '-');
    return ended && !isZero(header, 3, 35) && !isZero(header, 36, 52);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
