package dev.holdfast.shared;

import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * The request id a client chose, from the header Idempotency-Key. An endpoint takes it as a
 * parameter of this type, which is {@link #NONE} if there is no such header.
 *
 * @param value 1 to 255 printable ASCII characters; empty in {@link #NONE}
 */
public record IdempotencyKey(String value) {

  public static final IdempotencyKey NONE = new IdempotencyKey("");

  /** What {@link #isKey} asks for, in words. */
  public static final String RULE = "must be 1 to 255 characters of printable ASCII";

  private static final int LENGTH_MAX = 255;

  public boolean isPresent() {
    return !value.isEmpty();
  }

  /**
   * Reads the header, quoted (RFC 8941) or bare.
   *
   * @throws Problem INVALID_HEADER
   */
  public static IdempotencyKey of(HttpHeaders headers) {
    List<String> values = headers.get(HoldfastHeaders.IDEMPOTENCY_KEY);
    if (values == null) {
      return NONE;
    }
    if (values.size() > 1) {
      throw invalid("is given more than once; send one");
    }
    return parse(values.getFirst());
  }

  static IdempotencyKey parse(String header) {
    String value = header.startsWith("\"") ? unquote(header) : header;
    if (!isKey(value)) {
      throw invalid(RULE);
    }
    return new IdempotencyKey(value);
  }

  /** Whether the text may be one. */
  public static boolean isKey(String text) {
    int length = text.length();
    if (length == 0 || length > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String unquote(String quoted) {
    int last = quoted.length() - 1;
    var value = new StringBuilder(last);
    for (int i = 1; i < last; i++) {
      char c = quoted.charAt(i);
      if (c == '\\') {
        i++;
        c = quoted.charAt(i);
        if (i == last || (c != '"' && c != '\\')) {
          throw invalid("has an escape other than \\\" and \\\\");
        }
      } else if (c == '"') {
        throw invalid("goes on after its closing quote");
      }
      value.append(c);
    }
    if (last < 1 || quoted.charAt(last) != '"') {
      throw invalid("has no closing quote");
    }
    return value.toString();
  }

  private static Problem invalid(String what) {
    return Problem.of(ProblemCode.INVALID_HEADER, "The header Idempotency-Key " + what + ".")
        .with("header", HoldfastHeaders.IDEMPOTENCY_KEY);
  }
}
