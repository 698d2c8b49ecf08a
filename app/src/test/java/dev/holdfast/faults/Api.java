package dev.holdfast.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP with whatever server there is now. Thread-safe. */
final class Api implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
  private static final String POSITION = "Holdfast-Position";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();
  private volatile URI url;

  Api(URI url) {
    this.url = url;
  }

  /** From now on speaks with another server. */
  void moveTo(URI other) {
    url = other;
  }

  Attempt get(String path, String... headers) throws InterruptedException {
    return send(request(path, headers).GET());
  }

  Attempt put(String path, String body) throws InterruptedException {
    return send(json(request(path)).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  Attempt post(String path, String body, String... headers) throws InterruptedException {
    HttpRequest.Builder request = request(path, headers);
    return send(
        (body.isEmpty() ? request : json(request)).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(ANSWER_MAX)
            .header("Authorization", "Bearer " + HoldfastProcess.ADMIN_KEY);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Attempt send(HttpRequest.Builder request) throws InterruptedException {
    long sent = System.nanoTime();
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return answered(sent, response);
    } catch (IOException broken) {
      return new Attempt(
          sent,
          System.nanoTime(),
          0,
          broken.getClass().getSimpleName(),
          JSON.nullNode(),
          -1,
          false,
          false);
    }
  }

  private static Attempt answered(long sent, HttpResponse<byte[]> response) {
    JsonNode body = read(response.body());
    return new Attempt(
        sent,
        System.nanoTime(),
        response.statusCode(),
        body.path("code").asString(""),
        body,
        response.headers().firstValue(POSITION).map(Api::position).orElse(-1L),
        response.headers().firstValue("Idempotent-Replayed").isPresent(),
        response.headers().firstValue("Retry-After").isPresent());
  }

  private static JsonNode read(byte[] body) {
    try {
      return body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
    } catch (JacksonException notJson) {
      return JSON.createObjectNode().put("code", "NOT_JSON");
    }
  }

  /** Of the one shard there is. */
  private static long position(String token) {
    return Long.parseLong(token.substring(token.indexOf('-') + 1));
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
