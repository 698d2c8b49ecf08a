package dev.holdfast.shared;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that failed, told to its sender as an RFC 9457 problem document. Throwing it costs no
 * stack trace. Immutable: each {@code with} gives another one.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final String detail;
  private final transient Map<String, Object> extensions;
  private final transient Map<String, String> headers;

  private Problem(
      ProblemCode code,
      String detail,
      Map<String, Object> extensions,
      Map<String, String> headers) {
    super(detail, null, false, false);
    this.code = code;
    this.detail = detail;
    this.extensions = extensions;
    this.headers = headers;
  }

  /**
   * A problem with nothing beside what its code says.
   *
   * @param detail a sentence for a developer: what was wrong and what to do about it
   */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, Map.of(), Map.of());
  }

  /**
   * Adds a member to the document, in the order of adding.
   *
   * @param value anything Jackson writes
   */
  public Problem with(String name, Object value) {
    return new Problem(code, detail, plus(extensions, name, value), headers);
  }

  /** Adds a header to the answer. */
  public Problem withHeader(String name, String value) {
    return new Problem(code, detail, extensions, plus(headers, name, value));
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  /** Members beside those that every problem has. */
  public Map<String, Object> extensions() {
    return extensions;
  }

  /** Headers beside those that every problem of its status has. */
  public Map<String, String> headers() {
    return headers;
  }

  private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
    if (map.isEmpty()) {
      return Map.of(name, value);
    }
    var more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
