package dev.holdfast.stream.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Availabilities.Filter;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.stream.internal.wire.Goodbye;
import dev.holdfast.stream.internal.wire.StreamCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a stream says, and when it says nothing. */
class AvailabilityStreamsTest {
  private static final int WRITE_OF_MANY = 32_768;

  private final ModelWorld world = new ModelWorld(ModelWorld.properties(WRITE_OF_MANY));
  private final ModelLedger ledger = world.ledger();

  @BeforeEach
  void populate() {
    ledger.channel("web", QuantityDisplay.EXACT);
    ledger.channel("capped", new QuantityDisplay.Capped(3));
    for (String sku : List.of("A", "B", "C")) {
      ledger.sku(sku);
    }
    ledger.set("L1", 10, "A", "B", "C");
    world.settle();
  }

  @Test
  void beginsWithThePresentStateInOneWriteAndTheIdOnTheLastEvent() {
    StepVerifier.create(stream("web", Filter.ALL, ""))
        .then(this::soon)
        .assertNext(
            piece -> {
              List<String> events = List.of(piece.split("\n\n"));
              assertThat(events).hasSize(3);
              assertThat(events.get(0))
                  .startsWith("event: availability\ndata: {")
                  .contains("\"sku\":\"A\",\"available\":10")
                  .doesNotContain("\nid: ");
              assertThat(events.get(1)).doesNotContain("\nid: ");
              assertThat(events.get(2)).contains("\"sku\":\"C\"").contains("\nid: ");
            })
        .thenCancel()
        .verify();
  }

  @Test
  void tellsAChangeWithItsId() {
    StepVerifier.create(stream("web", Filter.of("A"), ""))
        .then(this::soon)
        .expectNextCount(1)
        .then(() -> change(9, "A"))
        .assertNext(piece -> assertThat(piece).contains("\"available\":9").contains("\nid: "))
        .thenCancel()
        .verify();
  }

  @Test
  void saysNothingOfWhatLooksTheSame() {
    ModelConnection exact = world.connected("web", Filter.of("A"));
    ModelConnection capped = world.connected("capped", Filter.of("A"));
    change(7, "A");
    assertThat(exact.client().events()).isEqualTo(2);
    assertThat(capped.client().events()).isEqualTo(1);
  }

  @Test
  void saysNothingOfWhatIsNotFollowed() {
    ModelConnection listed = world.connected("web", Filter.of("A"));
    ModelConnection prefixed = world.connected("web", filter("B"));
    change(7, "C");
    assertThat(listed.client().events()).isEqualTo(1);
    assertThat(prefixed.client().events()).isEqualTo(1);
  }

  @Test
  void showsNewSkusToThoseWhoNameNone() {
    ModelConnection all = world.connected("web", Filter.ALL);
    ModelConnection prefixed = world.connected("web", filter("B"));
    ledger.sku("B2");
    world.settle();
    assertThat(all.client().skus()).contains("B2");
    assertThat(prefixed.client().skus()).containsOnly("B", "B2");
  }

  @Test
  void countsAChangeOfSettingsAsAChangeOfWhatItShowsOtherwise() {
    ledger.set("L1", 2, "B");
    ModelConnection connection = world.connected("capped", Filter.ALL);
    ledger.channel("capped", new QuantityDisplay.Capped(4));
    world.settle();
    assertThat(connection.client().events()).isEqualTo(3 + 2);
    connection.client().assertRight();
  }

  @Test
  void countsAChangeOfSettingsFarAwayToo() {
    ModelConnection connection = world.connected("capped", Filter.ALL);
    connection.cut(0);
    ledger.channel("capped", QuantityDisplay.STATUS_ONLY);
    world.restart();
    reopen(connection);
    connection.client().assertRight();
  }

  @Test
  void showsOneLocationAlone() {
    ledger.set("L2", 5, "A");
    var filter = new Filter(List.of("A"), "", Optional.of("L2"));
    ModelConnection connection = world.connected("web", filter);
    change(9, "A");
    assertThat(connection.client().events()).isEqualTo(1);
    connection.client().assertRight();
  }

  @Test
  void tellsWhoComesBackOnlyWhatChanged() {
    ModelConnection connection = world.connected("capped", Filter.ALL);
    connection.cut(0);
    ledger.set("L1", 7, "A"); // still shown as 3 or more
    ledger.set("L1", 2, "B");
    world.settle();
    reopen(connection);
    assertThat(connection.client().events()).isEqualTo(3 + 1);
    connection.client().assertRight();
  }

  @Test
  void tellsWhoComesBackToAnotherProcessOnlyWhatWasTouched() {
    ModelConnection connection = world.connected("web", Filter.ALL);
    connection.cut(0);
    ledger.set("L1", 2, "B");
    world.restart();
    reopen(connection);
    assertThat(connection.client().events()).isEqualTo(3 + 1);
    connection.client().assertRight();
  }

  @Test
  void tellsEverythingToWhoComesWithACursorThatIsNone() {
    ModelConnection other = world.connected("web", Filter.of("A"));
    String future = cursor(Filter.ALL).at(ledger.position() + 1);
    String negative = cursor(Filter.ALL).at(5).replaceAll("5$", "-5");
    for (String id : List.of("nonsense", other.client().lastId(), future, negative, "")) {
      ModelConnection connection = world.client("web", Filter.ALL);
      connection.open(ledger, world.streams(), id);
      world.settle();
      assertThat(connection.client().events()).as(id).isEqualTo(3);
    }
  }

  @Test
  void tellsASlowClientTheNewestStateOnce() {
    ModelConnection connection = world.client("web", Filter.ALL);
    connection.open(ledger, world.streams());
    quietly();
    for (int units = 0; units < 5_000; units++) {
      ledger.set("L1", units, "A");
      world.publishAll();
      world.scheduler().advance(Duration.ofMillis(5).toNanos());
      connection.work();
    }
    world.settle();
    assertThat(connection.client().events()).isEqualTo(3 + 1);
    connection.client().assertRight();
  }

  @Test
  void putsNoIdOnAWriteThatLeavesSomethingUnsaid() {
    var oneEventAWrite = new ModelWorld(ModelWorld.properties(1));
    oneEventAWrite.ledger().channel("web", QuantityDisplay.EXACT);
    oneEventAWrite.ledger().sku("A");
    oneEventAWrite.ledger().sku("B");
    oneEventAWrite.settle();
    ModelConnection connection = oneEventAWrite.client("web", Filter.ALL);
    connection.open(oneEventAWrite.ledger(), oneEventAWrite.streams());
    oneEventAWrite.scheduler().advance(Duration.ofMillis(10).toNanos());
    connection.work();
    connection.arrive();
    assertThat(connection.client().events()).isEqualTo(1);
    assertThat(connection.client().lastId()).isEmpty();
    connection.arrive();
    assertThat(connection.client().events()).isEqualTo(2);
    assertThat(connection.client().lastId()).isNotEmpty();
  }

  @Test
  void keepsAnIdBackWhileSettingsAreHalfApplied() {
    for (int i = 0; i < 2 * ChannelView.CHUNK; i++) {
      ledger.sku("X" + i);
    }
    ModelConnection connection = world.connected("capped", Filter.ALL);
    String before = connection.client().lastId();
    ledger.channel("capped", QuantityDisplay.STATUS_ONLY);
    world.publishAll();
    while (!connection.work()) {
      world.scheduler().step(1_000_000);
    }
    world.flow();
    assertThat(connection.client().available("A")).isNull();
    assertThat(connection.client().available("X5000")).isNotNull();
    assertThat(connection.client().lastId()).isEqualTo(before);
    world.settle();
    assertThat(connection.client().lastId()).isNotEqualTo(before);
    connection.client().assertRight();
  }

  @Test
  void tellsAllOfALargeCatalogue() {
    for (int i = 0; i < 3 * Sweep.LOOKS_MAX; i++) {
      ledger.sku((i % 1_000 == 0 ? "P" : "N") + i);
    }
    ModelConnection all = world.connected("web", Filter.ALL);
    ModelConnection prefixed = world.connected("web", filter("P"));
    all.client().assertRight();
    prefixed.client().assertRight();
    String[] many =
        IntStream.range(0, 3 * ChangeRing.CAPACITY)
            .mapToObj(ledger.skus()::get)
            .toArray(String[]::new);
    change(1, many);
    all.client().assertRight();
    prefixed.client().assertRight();
  }

  @Test
  void commentsInTimeAndOncePerHeartbeat() {
    ModelConnection connection = world.connected("web", Filter.of("A"));
    world.pass(Duration.ofSeconds(15));
    assertThat(connection.client().comments()).isEqualTo(1);
    world.pass(Duration.ofSeconds(60));
    assertThat(connection.client().comments()).isBetween(5, 6);
  }

  @Test
  void saysGoodbyeOnceAndEnds() {
    StepVerifier.create(stream("web", Filter.of("A"), ""))
        .then(this::soon)
        .expectNextCount(1)
        .then(
            () -> {
              world.streams().end(Goodbye.SHUTTING_DOWN);
              world.streams().end(Goodbye.INTERNAL);
              soon();
            })
        .expectNext("event: goodbye\ndata: {\"code\":\"SHUTTING_DOWN\"}\n\n")
        .verifyComplete();
  }

  @Test
  void saysGoodbyeWhenTheLedgerStops() {
    ModelConnection connection = world.connected("web", Filter.of("A"));
    world.streams().onRole(LedgerRole.STOPPED);
    world.settle();
    assertThat(connection.client().goodbye()).contains("LEDGER_STOPPED");
    assertThat(connection.isOpen()).isFalse();
    assertRefused(ProblemCode.LEDGER_STOPPED);
  }

  @Test
  void saysGoodbyeWhenTheOwnerBecomesAStandbyAndServesWhoComesBack() {
    ModelConnection connection = world.connected("web", Filter.of("A"));
    world.streams().onRole(LedgerRole.STANDBY);
    world.settle();
    assertThat(connection.client().goodbye()).contains("LEDGER_STOPPED");
    assertThat(connection.isOpen()).isFalse();
    assertThat(world.connected("web", Filter.of("A")).isOpen()).isTrue();
  }

  @Test
  void saysGoodbyeWhenAViewFailsAndServesWhoComesBackFromANewOne() {
    ModelConnection connection = world.connected("web", Filter.ALL);
    ledger.broken(true);
    change(1, "A");
    assertThat(connection.client().goodbye()).contains("INTERNAL");
    ledger.broken(false);
    reopen(connection);
    connection.client().assertRight();
    change(2, "A");
    connection.client().assertRight();
  }

  @Test
  void keepsAViewForThoseWhoComeBackSoon() {
    ModelConnection connection = world.connected("capped", Filter.ALL);
    connection.cut(0);
    ledger.set("L1", 7, "A"); // still shown as 3 or more
    world.settle();
    world.pass(Duration.ofSeconds(50));
    reopen(connection);
    assertThat(connection.client().events()).isEqualTo(3);
    connection.cut(0);
    world.pass(Duration.ofSeconds(70));
    reopen(connection);
    assertThat(connection.client().events()).as("told by a new view").isEqualTo(3 + 1);
  }

  @Test
  void cutsOffWhoTakesNotEvenAGoodbye() {
    ModelConnection connection = world.client("web", Filter.ALL);
    connection.open(ledger, world.streams());
    quietly();
    world.streams().end(Goodbye.SHUTTING_DOWN);
    for (int i = 0; i < 4; i++) {
      world.scheduler().advance(Duration.ofSeconds(1).toNanos());
      connection.work();
    }
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void cutsOffWhoTakesNothingForLong() {
    ModelConnection connection = world.client("web", Filter.ALL);
    connection.open(ledger, world.streams());
    quietly();
    for (int i = 0; i < 58; i++) {
      world.scheduler().advance(Duration.ofSeconds(1).toNanos());
      connection.work();
    }
    assertThat(connection.isOpen()).isTrue();
    for (int i = 0; i < 4; i++) {
      world.scheduler().advance(Duration.ofSeconds(1).toNanos());
      connection.work();
    }
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void admitsOnlySoManyAndLetsOthersInWhenTheyHaveLeft() {
    List<Disposable> open = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      open.add(world.streams().admit(Mono::never).subscribe());
    }
    assertRefused(ProblemCode.TOO_MANY_STREAMS);
    open.getFirst().dispose();
    StepVerifier.create(world.streams().admit(Mono::empty)).verifyComplete();
    assertThat(world.streams().connections()).isEqualTo(99);
  }

  private void assertRefused(ProblemCode code) {
    StepVerifier.create(world.streams().admit(Mono::empty))
        .verifyErrorSatisfies(error -> assertThat(((Problem) error).code()).isEqualTo(code));
  }

  private Flux<String> stream(String channel, Filter filter, String lastEventId) {
    var request = StreamRequest.of(ledger, channel, filter, lastEventId);
    return world.streams().follow(request, Runnable::run).map(piece -> new String(piece, UTF_8));
  }

  private static Filter filter(String prefix) {
    return new Filter(List.of(), prefix, Optional.empty());
  }

  private StreamCursor cursor(Filter filter) {
    return StreamCursor.of(ledger.journalId(), "web", filter);
  }

  private void change(long units, String... skus) {
    ledger.set("L1", units, skus);
    world.settle();
  }

  private void reopen(ModelConnection connection) {
    connection.open(ledger, world.streams());
    world.settle();
  }

  /** Lets the views' thread do its work. */
  private void soon() {
    world.scheduler().advance(Duration.ofMillis(10).toNanos());
  }

  /** Lets everything happen but what clients do. */
  private void quietly() {
    soon();
    world.connections().forEach(ModelConnection::work);
  }
}
