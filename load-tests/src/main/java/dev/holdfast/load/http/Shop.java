package dev.holdfast.load.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets up what a load needs, with the admin key: from {@code HOLDFAST_ADMIN_KEY}, else from the
 * file {@code data/admin-key} of the checkout.
 */
public final class Shop {

  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

  private final URI server;
  private final String adminKey;
  private final HttpClient http;

  private Shop(URI server, String adminKey, HttpClient http) {
    this.server = server;
    this.adminKey = adminKey;
    this.http = http;
  }

  /**
   * Makes a SKU with stock at one location, and a channel.
   *
   * @param id of all three
   * @return an API key of the channel
   */
  public static String open(URI server, String id, long units, int ttlSeconds)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return new Shop(server, adminKey(), http).open(id, units, ttlSeconds);
    }
  }

  /** The admin key of the server beside this checkout. */
  public static String adminKey() throws IOException {
    String given = System.getenv("HOLDFAST_ADMIN_KEY");
    if (given != null) {
      return given;
    }
    Path file = Path.of("data/admin-key");
    return Files.readString(Files.exists(file) ? file : Path.of("..").resolve(file)).strip();
  }

  private String open(String id, long units, int ttlSeconds)
      throws IOException, InterruptedException {
    put("/v1/locations/" + id, "{\"name\":\"%s\",\"type\":\"WAREHOUSE\"}".formatted(id));
    put("/v1/skus/" + id, "{}");
    put(
        "/v1/channels/" + id,
        "{\"name\":\"%s\",\"type\":\"WEB\",\"currency\":\"EUR\",\"ttlSeconds\":%d}"
            .formatted(id, ttlSeconds));
    post(
        "/v1/stock-movements",
        "{\"sku\":\"%s\",\"location\":\"%s\",\"type\":\"RECEIVE\",\"quantity\":%d}"
            .formatted(id, id, units));
    Matcher key =
        KEY.matcher(
            post(
                "/v1/api-keys",
                ("{\"name\":\"%s\",\"channel\":\"%s\",\"scopes\":"
                        + "[\"reservations:write\",\"availability:read\"]}")
                    .formatted(id, id)));
    if (!key.find()) {
      throw new IllegalStateException("no key in the answer");
    }
    return key.group(1);
  }

  private void put(String path, String body) throws IOException, InterruptedException {
    var _ = send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Authorization", "Bearer " + adminKey)
        .header("Content-Type", "application/json");
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.body());
    }
    return answer.body();
  }
}
