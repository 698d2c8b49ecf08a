package dev.holdfast.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Speaks HTTP with one server. Thread-safe. */
final class Client implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String key;
  private final Duration patience;

  Client(URI url, String key) {
    this(url, key, Duration.ofSeconds(30));
  }

  Client(URI url, String key, Duration patience) {
    this.url = url;
    this.key = key;
    this.patience = patience;
  }

  record Answer(int status, JsonNode body, boolean replayed, HttpHeaders headers) {}

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Reads from this state or a later one. */
  Answer get(String path, String minPosition) throws IOException, InterruptedException {
    return send(request(path).header("Holdfast-Min-Position", minPosition).GET());
  }

  Answer put(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends a POST; an empty body goes without a content type. */
  Answer post(String path, String body, Optional<String> idempotencyKey)
      throws IOException, InterruptedException {
    var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    idempotencyKey.ifPresent(value -> request.header("Idempotency-Key", value));
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(patience)
        .header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    JsonNode body = response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
    boolean replayed = response.headers().firstValue("Idempotent-Replayed").isPresent();
    return new Answer(response.statusCode(), body, replayed, response.headers());
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
