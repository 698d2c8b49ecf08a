package dev.holdfast.shared;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers: a status, a body written as JSON, and a few headers. Endpoints return
 * {@code Mono<Answer>}, which is written without content negotiation. Immutable.
 */
public final class Answer {
  private static final String[] NO_HEADERS = {};

  private final int status;
  private final @Nullable Object body;
  private final @Nullable Object replayBody;
  private final String[] headers;

  private Answer(int status, @Nullable Object body, @Nullable Object replayBody, String[] headers) {
    this.status = status;
    this.body = body;
    this.replayBody = replayBody;
    this.headers = headers;
  }

  /** 200 with a body. */
  public static Answer ok(Object body) {
    return new Answer(200, body, body, NO_HEADERS);
  }

  /** 201 with a body. */
  public static Answer created(Object body) {
    return new Answer(201, body, body, NO_HEADERS);
  }

  /** What a PUT answers: 201 if the resource is new, else 200. */
  public static Answer put(boolean created, Object body) {
    return created ? created(body) : ok(body);
  }

  /** 204. */
  public static Answer noContent() {
    return new Answer(204, null, null, NO_HEADERS);
  }

  /** The problem, exactly as if it had been thrown, at less cost. */
  public static Answer problem(Problem problem) {
    return new Answer(problem.code().status(), problem, problem, NO_HEADERS);
  }

  /**
   * An answer given before.
   *
   * @param json the body as it was written; empty for none
   */
  static Answer stored(int status, byte[] json) {
    Object body = json.length == 0 ? null : json;
    return new Answer(status, body, body, NO_HEADERS);
  }

  /** Adds a header. */
  public Answer header(String name, String value) {
    int length = headers.length;
    var more = new String[length + 2];
    System.arraycopy(headers, 0, more, 0, length);
    more[length] = name;
    more[length + 1] = value;
    return new Answer(status, body, replayBody, more);
  }

  /** Says where the resource is. */
  public Answer location(String path) {
    return header("Location", path);
  }

  /**
   * Says which state it leans on.
   *
   * @param position opaque
   */
  public Answer position(String position) {
    return header(HoldfastHeaders.POSITION, position);
  }

  /** Says that it was given before, to the same request. */
  public Answer replayed() {
    return header(HoldfastHeaders.REPLAYED, "true");
  }

  /** Has another body in a replay, for a body with a secret in it. */
  public Answer replayedAs(Object withoutSecret) {
    return new Answer(status, body, withoutSecret, headers);
  }

  public int status() {
    return status;
  }

  /** The body; a {@link Problem} for one, bytes for JSON already written, null for none. */
  public @Nullable Object body() {
    return body;
  }

  /** The body as the same request gets it again. */
  @Nullable Object replayBody() {
    return replayBody;
  }

  /** Hands over each header, name and value. */
  public void eachHeader(BiConsumer<String, String> consumer) {
    for (int i = 0; i < headers.length; i += 2) {
      consumer.accept(headers[i], headers[i + 1]);
    }
  }
}
