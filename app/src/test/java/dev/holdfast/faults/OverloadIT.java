package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several times as many requests as the server can serve, from callers who do not wait. */
class OverloadIT {
  private static final String BODY =
      "{\"channel\":\"web\",\"lines\":[{\"sku\":\"many-1\",\"quantity\":1}]}";
  private static final int CONNECTIONS_MAX = 4_000;
  private static final long MILLIS = 4_000;

  @TempDir Path folder;

  /**
   * The database is far away, so that 200 requests under way are served some 1,000 times a second,
   * whatever else this machine does.
   */
  @Test
  void theDatabaseIsTheBound() throws Exception {
    try (var scene = DatabaseScene.open(folder, "--holdfast.http.max-in-flight=200")) {
      URI url = scene.server.url();
      load(url, 500, 3_000);
      scene.network.delay(Duration.ofMillis(80));
      Load saturated = load(url, 1_500, MILLIS);
      Load overload = load(url, 5_000, MILLIS);
      Expect.report(
          "overload, bound by the database:\n  1500/s " + saturated + "\n  5000/s " + overload);
      requireGraceful(saturated, overload);
      assertThat(overload.millis(201, 0.99))
          .as("the accepted wait no longer than without: %s", overload)
          .isLessThan(saturated.millis(201, 0.99) + 1_000);
    }
  }

  /** The processor is the bound, which the callers of this test use as well. */
  @Test
  @Tag("long")
  void theProcessorIsTheBound() throws Exception {
    try (var scene = DatabaseScene.open(folder)) {
      URI url = scene.server.url();
      for (int warm = 0; warm < 4; warm++) {
        load(url, 2_000, MILLIS);
      }
      var words = new StringBuilder("overload, bound by the processor:");
      for (int perSecond = 2_000; perSecond <= 32_000; perSecond *= 2) {
        words.append("\n  ").append(perSecond).append("/s ").append(load(url, perSecond, MILLIS));
      }
      Expect.report(words.toString());
    }
  }

  private static Load load(URI url, int perSecond, long millis) throws InterruptedException {
    return OpenLoop.run(url, BODY, perSecond, CONNECTIONS_MAX, millis);
  }

  private static void requireGraceful(Load saturated, Load overload) {
    assertThat(overload.statuses()).as("%s", overload).isSubsetOf(201, 503);
    assertThat(overload.withoutRetryAfter()).as("%s", overload).isZero();
    assertThat(overload.lost()).as("%s", overload).isZero();
    assertThat(overload.perSecond(201))
        .as("the accepted keep their rate: %s", overload)
        .isGreaterThan(0.8 * saturated.perSecond(201));
    assertThat(overload.millis(503, 0.5))
        .as("refused quickly: %s", overload)
        .isLessThan(overload.millis(201, 0.5));
  }
}
