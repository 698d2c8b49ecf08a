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
public final class JsonMediaType {
  /** One value. */
  public static final JsonMediaType JSON = new JsonMediaType(MediaType.APPLICATION_JSON);

  /** A value on each line. */
  public static final JsonMediaType LINES = new JsonMediaType(MediaType.APPLICATION_NDJSON);

  private final MediaType type;
  private final String name;

  private JsonMediaType(MediaType type) {
    this.type = type;
    this.name = type.toString();
  }

  /**
   * Looks at the headers of a request with a body.
   *
   * @throws Problem UNSUPPORTED_MEDIA_TYPE if the body is something else
   */
  public void check(HttpHeaders headers) {
    String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
    if (!name.equals(contentType) && !isThis(contentType)) {
      throw unsupported("Send the body as " + name + " in UTF-8.");
    }
    String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("Send the body without a Content-Encoding.");
    }
  }

  private Problem unsupported(String detail) {
    return Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail)
        .withHeader(HttpHeaders.ACCEPT, name);
  }

  /** The problem of a body that is no JSON. */
  static Problem notJson() {
    return JSON.unsupported("Send the body as " + JSON.name + " in UTF-8.");
  }

  private boolean isThis(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    try {
      MediaType sent = MediaType.parseMediaType(contentType);
      Charset charset = sent.getCharset();
      return sent.equalsTypeAndSubtype(type)
          && (charset == null || charset.equals(StandardCharsets.UTF_8));
    } catch (InvalidMediaTypeException unreadable) {
      return false;
    }
  }
}
