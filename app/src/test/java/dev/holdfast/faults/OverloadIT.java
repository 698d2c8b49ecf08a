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
   * The database is far away, so that 100 requests under way are served some 500 times a second,
   * whatever else this machine does. What it does besides may change between the two loads that are
   * compared, so that there are three tries.
   */
  @Test
  void theDatabaseIsTheBound() throws Exception {
    try (var scene = DatabaseScene.open(folder, "--holdfast.http.max-in-flight=100")) {
      URI url = scene.server.url();
      load(url, 500, 3_000);
      scene.network.delay(Duration.ofMillis(80));
      boolean keepsItsRate = false;
      for (int tries = 0; tries < 3 && !keepsItsRate; tries++) {
        Load saturated = load(url, 800, MILLIS);
        Load overload = load(url, 2_500, MILLIS);
        Expect.report(
            "overload, bound by the database:\n  800/s " + saturated + "\n  2500/s " + overload);
        requireGraceful(overload);
        keepsItsRate =
            overload.perSecond(201) > 0.8 * saturated.perSecond(201)
                && overload.millis(201, 0.99) < saturated.millis(201, 0.99) + 1_000;
      }
      assertThat(keepsItsRate).as("the accepted keep their rate and wait no longer").isTrue();
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

  private static void requireGraceful(Load overload) {
    assertThat(overload.statuses()).as("%s", overload).isSubsetOf(201, 503);
    assertThat(overload.withoutRetryAfter()).as("%s", overload).isZero();
    assertThat(overload.lost()).as("%s", overload).isZero();
    assertThat(overload.millis(503, 0.5))
        .as("refused quickly: %s", overload)
        .isLessThan(overload.millis(201, 0.5));
  }
}
