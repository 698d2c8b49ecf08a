package dev.holdfast.load.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/** Reads the server's vitals from its metrics. */
final class Vitals {

  private static final double MEGABYTE = 1 << 20;

  private final HttpClient http;
  private final HttpRequest request;

  Vitals(HttpClient http, URI server, String adminKey) {
    this.http = http;
    this.request =
        HttpRequest.newBuilder(server.resolve("/actuator/prometheus"))
            .header("Authorization", "Bearer " + adminKey)
            .build();
  }

  /**
   * How the server is.
   *
   * @param heapMegabytes of the old generation after its last collection
   * @param lag positions that the history of stock does not hold yet
   */
  record Reading(double heapMegabytes, double files, double threads, double lag) {

    static final String HEADING = "min";

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "heap %,6.0f MB  files %4.0f  threads %3.0f  lag %,6.0f",
          heapMegabytes,
          files,
          threads,
          lag);
    }
  }

  Reading read() throws IOException, InterruptedException {
    String text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return new Reading(
        sum(text, "jvm_gc_live_data_size_bytes") / MEGABYTE,
        sum(text, "process_files_open_files"),
        sum(text, "jvm_threads_live_threads"),
        sum(text, "holdfast_projection_lag"));
  }

  /** The sum over all labels. */
  private static double sum(String text, String metric) {
    return text.lines()
        .filter(line -> line.startsWith(metric))
        .filter(line -> "{ ".indexOf(line.charAt(metric.length())) >= 0)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
