package dev.holdfast.shared.internal;

import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Which bodies are taken: JSON in UTF-8, as it is. */
final class JsonMediaType {
  private JsonMediaType() {}

  /**
   * Looks at the headers of a request with a body.
   *
   * @throws Problem UNSUPPORTED_MEDIA_TYPE if the body is something else
   */
  static void check(HttpHeaders headers) {
    String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
    if (!MediaType.APPLICATION_JSON_VALUE.equals(contentType) && !isJson(contentType)) {
      throw unsupported("Send the body as application/json in UTF-8.");
    }
    String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("Send the body without a Content-Encoding.");
    }
  }

  static Problem unsupported(String detail) {
    return Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail)
        .withHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      Charset charset = type.getCharset();
      return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
          && (charset == null || charset.equals(StandardCharsets.UTF_8));
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }
}
