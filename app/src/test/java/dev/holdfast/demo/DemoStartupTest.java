package dev.holdfast.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.Location;
import dev.holdfast.inventory.Sku;
import dev.holdfast.persistence.DatabaseInfo;
import dev.holdfast.persistence.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each test starts on an empty ledger, on a given database, so that nothing is made by itself. */
@SpringBootTest(webEnvironment = RANDOM_PORT)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@ExtendWith(OutputCaptureExtension.class)
class DemoStartupTest {
  @LocalServerPort int port;
  @Autowired DemoSet set;
  @Autowired DemoFile file;
  @Autowired LedgerControl ledger;
  @Autowired Availabilities availabilities;
  @Autowired Welcome welcome;
  @Autowired Environment environment;
  @Autowired Definitions<Sku> skus;
  @Autowired Definitions<Location> locations;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  /** A start as it would be with this setting, on the built-in database. */
  private void start(@Nullable Boolean demo) {
    var builtIn = new DatabaseInfo("jdbc:postgresql://localhost/x", "x", Optional.of(Path.of("x")));
    new DemoStartup(
            new DemoSettings(demo),
            set,
            file,
            ledger,
            availabilities,
            builtIn,
            welcome,
            environment)
        .run(new DefaultApplicationArguments());
  }

  private Map<String, String> keys() {
    return file.keys(availabilities.journalId()).orElseThrow();
  }

  private WebTestClient with(String variable) {
    return WebTestClient.bindToServer()
        .baseUrl("http://localhost:" + port)
        .defaultHeader("Authorization", "Bearer " + Objects.requireNonNull(keys().get(variable)))
        .build();
  }

  private void expectOnHand(int units) {
    with("HOLDFAST_BACKOFFICE_KEY")
        .get()
        .uri("/v1/stock/TSHIRT-BLACK-M")
        .exchange()
        .expectBody()
        .jsonPath("$.total.onHand")
        .isEqualTo(units);
  }

  @Test
  void anEmptyBuiltInDatabaseGetsASetAndWhatToTryWithIt(CapturedOutput log) throws IOException {
    start(null);
    assertThat(Files.getPosixFilePermissions(file.path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(file.path())).contains("HOLDFAST_URL=http://localhost:" + port);
    assertThat(keys().keySet())
        .containsExactly(
            "HOLDFAST_WEB_KEY",
            "HOLDFAST_POS_KEY",
            "HOLDFAST_MARKETPLACE_KEY",
            "HOLDFAST_BACKOFFICE_KEY");
    for (String variable : List.of("HOLDFAST_WEB_KEY", "HOLDFAST_POS_KEY")) {
      with(variable)
          .post()
          .uri("/v1/reservations")
          .bodyValue(Map.of("lines", List.of(Map.of("sku", "TSHIRT-BLACK-M", "quantity", 2))))
          .exchange()
          .expectStatus()
          .isCreated()
          .expectBody()
          .jsonPath("$.state")
          .isEqualTo("HELD");
    }
    expectOnHand(212);
    assertThat(log)
        .contains("demo.env && curl", "/v1/reservations", "/v1/availability/stream", "/v1/stock/")
        .doesNotContain(keys().values());
  }

  @Test
  void laterStartsKeepTheSetAndItsKeysAndTellTheSame(CapturedOutput log) throws IOException {
    start(null);
    String before = Files.readString(file.path());
    int length = log.length();
    start(null);
    assertThat(Files.readString(file.path())).isEqualTo(before);
    assertThat(log.toString().substring(length)).contains("demo.env && curl");
  }

  @Test
  void aSetThatIsHalfMadeIsCompletedAndNotDoubled() throws IOException {
    start(null);
    String lost = Objects.requireNonNull(keys().get("HOLDFAST_WEB_KEY"));
    Files.delete(file.path());
    start(null);
    assertThat(keys().get("HOLDFAST_WEB_KEY")).isNotEqualTo(lost);
    expectOnHand(212);
    WebTestClient.bindToServer()
        .baseUrl("http://localhost:" + port)
        .defaultHeader("Authorization", "Bearer " + lost)
        .build()
        .get()
        .uri("/v1/availability")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void aLedgerWithSomethingElseInItGetsNoSetUnlessToldTo(CapturedOutput log) {
    skus.define(new Sku("MY-OWN", null, 0, 0)).block();
    start(null);
    assertThat(file.path()).doesNotExist();
    assertThat(log).contains("There is no demo set");
    start(true);
    expectOnHand(212);
  }

  @Test
  void whatIsThereUnderOneOfItsIdsStaysAsItIs() {
    skus.define(new Sku("TSHIRT-BLACK-M", "Mine", 0, 3)).block();
    start(true);
    assertThat(skus.find("TSHIRT-BLACK-M").orElseThrow().value())
        .isEqualTo(new Sku("TSHIRT-BLACK-M", "Mine", 0, 3));
  }

  @Test
  void noSetIsMadeWhenToldSo(CapturedOutput log) {
    start(false);
    assertThat(file.path()).doesNotExist();
    assertThat(locations.find("BERLIN")).isEmpty();
    assertThat(log).contains("There is no demo set");
  }

  @Test
  void aGivenDatabaseGetsNoneByItself() {
    assertThat(file.path()).doesNotExist();
    assertThat(locations.find("BERLIN")).isEmpty();
  }
}
