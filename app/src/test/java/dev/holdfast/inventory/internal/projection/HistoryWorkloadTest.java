package dev.holdfast.inventory.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.HoldfastServer;
import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.Stock;
import dev.holdfast.inventory.StockFigures;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.history.HistoryEntry;
import dev.holdfast.inventory.internal.history.Moment;
import dev.holdfast.inventory.internal.history.MovementLog;
import dev.holdfast.inventory.internal.history.PastStock;
import dev.holdfast.inventory.internal.history.RecordedMovement;
import dev.holdfast.inventory.internal.history.StockHistory;
import dev.holdfast.inventory.internal.ports.Figures;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.recovery.BlockApplier;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A random workload, then its past: what is read of every position is what a state had that took
 * one fact after the other. Runs are cut wherever it happens, within blocks too.
 *
 * <p>{@code -Dseed=…} takes another one.
 */
@DirtiesContext
@TestPropertySource(properties = "holdfast.projection.batch-entries=23")
class HistoryWorkloadTest extends HoldfastServer {
  private static final int COMMANDS = 1_200;
  private static final int CONCURRENT = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired LedgerGateway ledger;
  @Autowired Journal journal;
  @Autowired PastStock past;
  @Autowired StockHistory history;
  @Autowired MovementLog movements;
  @Autowired HistoryFollowing following;
  @Autowired DatabaseClient database;

  private final long seed = Long.getLong("seed", 1);
  private final Random random = new Random(seed);
  private final List<String> skus = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();

  /** By SKU and position: its stock after the fact there, if that touched it. */
  private final Map<String, TreeMap<Long, List<StockFigures>>> expected = new HashMap<>();

  private final TreeMap<Long, Long> timeByPosition = new TreeMap<>();

  @Test
  void everyMomentOfTheSameWorkloadReadsAsItWas() {
    try {
      makeThings();
      work(COMMANDS / 2);
      following.stop();
      work(COMMANDS / 4);
      following.start();
      work(COMMANDS / 4);
      recordWhatWas();
      skus.forEach(this::checkSku);
      checkMovements();
      checkRebuilt();
    } catch (AssertionError failed) {
      throw new AssertionError("seed " + seed, failed);
    }
  }

  private void makeThings() {
    for (int i = 0; i < 5; i++) {
      locations.add(location());
      skus.add(sku());
    }
  }

  private static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(PATIENCE));
  }

  /** Half of it one by one, half of it many at once. */
  private void work(int commands) {
    var directory = ledger.directory();
    var generator =
        new RandomCommands(
            random,
            skus.stream().mapToInt(directory::sku).toArray(),
            locations.stream().mapToInt(directory::location).toArray(),
            directory.channel(channel()).ordinal());
    for (int i = 0; i < commands; ) {
      int wave = random.nextBoolean() ? 1 : CONCURRENT;
      List<Command> asked = IntStream.range(0, wave).mapToObj(_ -> generator.next()).toList();
      List<Reply> replies =
          get(
              Flux.fromIterable(asked)
                  .flatMapSequential(it -> ledger.submit(() -> it))
                  .collectList());
      for (int j = 0; j < wave; j++) {
        remember(generator, asked.get(j), replies.get(j));
      }
      i += wave;
    }
  }

  private static void remember(RandomCommands generator, Command asked, Reply reply) {
    if (reply.isOk() && reply.outcome() instanceof Reply.Reserved(ReservationView reservation)) {
      generator.remember(reservation.id());
    }
    if (reply.isOk()
        && reply.outcome() instanceof Reply.Moved moved
        && asked instanceof Command.Move move
        && (move.type() == MovementType.EXPECT || move.type() == MovementType.TRANSFER)) {
      generator.expect(moved.movement(), move);
    }
  }

  /** Takes the journal's facts one by one. */
  private void recordWhatWas() {
    var touched = new ArrayList<Integer>();
    var state =
        new LedgerState(
            new ChangeListener() {
              @Override
              public void onSku(int sku) {}

              @Override
              public void onStock(int item) {
                touched.add(item);
              }

              @Override
              public void onChannel(int channel) {}
            });
    var applier = new BlockApplier(0, state);
    get(
        Mono.fromCompletionStage(journal.replay(0, block -> record(block, applier, state, touched)))
            .thenReturn(true));
  }

  private void record(Block block, BlockApplier applier, LedgerState state, List<Integer> touched) {
    applier.open(block);
    while (applier.hasNext()) {
      touched.clear();
      applier.applyNext();
      timeByPosition.put(state.position(), state.timeMillis());
      for (int item : touched) {
        int sku = state.stock().sku(item);
        expected
            .computeIfAbsent(state.skus().id(sku), _ -> new TreeMap<>())
            .put(state.position(), figures(state, sku));
      }
    }
    applier.close();
  }

  private List<StockFigures> figures(LedgerState state, int sku) {
    var figures = new ArrayList<StockFigures>();
    for (int item = state.skus().firstStock(sku); item >= 0; item = state.stock().next(item)) {
      figures.add(Figures.of(state.stock().figures(item), ledger.directory()));
    }
    return figures;
  }

  private NavigableMap<Long, List<StockFigures>> expected(String sku) {
    return expected.getOrDefault(sku, new TreeMap<>());
  }

  private void checkSku(String sku) {
    NavigableMap<Long, List<StockFigures>> moments = expected(sku);
    assertThat(moments).hasSizeGreaterThan(COMMANDS / 50);
    long last = ledger.reads().position();
    for (long position : moments.keySet()) {
      checkAt(sku, new Moment(position - 1, null), position - 1);
      checkAt(sku, new Moment(position, null), position);
      if (random.nextInt(4) == 0) {
        checkAtTimeOf(sku, position);
      }
    }
    checkAt(sku, new Moment(last + 1_000, null), last);
    checkAt(sku, new Moment(null, Instant.now().plusSeconds(3_600)), last);
    checkAt(sku, new Moment(null, Instant.EPOCH), 0);
    checkEntries(sku);
  }

  private void checkAtTimeOf(String sku, long position) {
    Long time = timeByPosition.get(position);
    if (time != null) {
      long lastOfTime = position;
      while (timeByPosition.getOrDefault(lastOfTime + 1, Long.MAX_VALUE) <= time) {
        lastOfTime++;
      }
      checkAt(sku, new Moment(null, Instant.ofEpochMilli(time)), lastOfTime);
    }
  }

  private void checkAt(String sku, Moment moment, long position) {
    Stock stock = get(past.at(sku, moment)).value();
    Map.Entry<Long, List<StockFigures>> was = expected(sku).floorEntry(position);
    if (was == null) {
      assertThat(stock.locations()).isEmpty();
      assertThat(stock.position()).isZero();
      return;
    }
    assertThat(stock.locations()).as("at %s", moment).isEqualTo(was.getValue());
    assertThat(stock.position()).isEqualTo(was.getKey());
    assertThat(stock.asOf().toEpochMilli()).isEqualTo(timeByPosition.get(was.getKey()));
    assertThat(stock.total().onHand())
        .isEqualTo(was.getValue().stream().mapToLong(StockFigures::onHand).sum());
  }

  /** Every entry follows from the one before, and all of them make the figures of now. */
  private void checkEntries(String sku) {
    List<HistoryEntry> entries =
        all(page -> history.entries(sku, new StockHistory.Filter(none(), Optional.empty()), page));
    assertThat(entries.stream().map(HistoryEntry::position).distinct().toList())
        .isEqualTo(new ArrayList<>(expected(sku).descendingKeySet()));
    Map<String, StockFigures> after = new HashMap<>();
    for (HistoryEntry entry : entries.reversed()) {
      StockFigures before = after.put(entry.location(), entry.stock());
      checkChanges(entry, before);
      StockFigures was =
          expected(sku).getOrDefault(entry.position(), List.of()).stream()
              .filter(figures -> entry.location().equals(figures.location()))
              .findAny()
              .orElseThrow();
      assertThat(entry.stock()).isEqualTo(was);
    }
    String somewhere = locations.get(random.nextInt(locations.size()));
    assertThat(
            all(
                page ->
                    history.entries(
                        sku,
                        new StockHistory.Filter(Optional.of(somewhere), Optional.empty()),
                        page)))
        .isEqualTo(entries.stream().filter(it -> it.location().equals(somewhere)).toList());
    for (EntryType type : EntryType.values()) {
      assertThat(
              all(
                  page ->
                      history.entries(
                          sku, new StockHistory.Filter(none(), Optional.of(type)), page)))
          .isEqualTo(entries.stream().filter(it -> it.type() == type).toList());
    }
  }

  private static void checkChanges(HistoryEntry entry, @Nullable StockFigures before) {
    var was =
        before == null ? new StockFigures(entry.location(), 0, 0, 0, 0, 0, 0, 0, 0, 0) : before;
    var changes = entry.changes();
    assertThat(
            new StockFigures(
                entry.location(),
                was.onHand() + orZero(changes.onHand()),
                was.available() + orZero(changes.available()),
                was.held() + orZero(changes.held()),
                was.committed() + orZero(changes.committed()),
                was.safetyStock() + orZero(changes.safetyStock()),
                was.damaged() + orZero(changes.damaged()),
                was.qualityControl() + orZero(changes.qualityControl()),
                was.incoming() + orZero(changes.incoming()),
                was.backordered() + orZero(changes.backordered())))
        .isEqualTo(entry.stock());
  }

  private static long orZero(@Nullable Long change) {
    return change == null ? 0 : change;
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private <T> List<T> all(Function<PageRequest, Mono<Reading<Page<T>>>> list) {
    var all = new ArrayList<T>();
    Optional<String> after = Optional.empty();
    do {
      Page<T> page = get(list.apply(new PageRequest(random.nextInt(1, 90), after))).value();
      all.addAll(page.items());
      after = Optional.ofNullable(page.next()).map(HistoryWorkloadTest::place);
    } while (after.isPresent());
    return all;
  }

  /** What a cursor stands for. */
  private static String place(String cursor) {
    return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
  }

  /** On hand is the sum of the movements, whichever way they are listed. */
  private void checkMovements() {
    List<RecordedMovement> all = all(page -> movements.list(filter(none(), none()), page));
    assertThat(all.stream().map(RecordedMovement::position).toList())
        .isSortedAccordingTo(Collections.reverseOrder());
    for (String sku : skus) {
      List<RecordedMovement> ofSku =
          all(page -> movements.list(filter(Optional.of(sku), none()), page));
      assertThat(ofSku).isEqualTo(all.stream().filter(it -> it.sku().equals(sku)).toList());
      assertThat(ofSku.stream().mapToLong(RecordedMovement::onHandChange).sum())
          .isEqualTo(get(past.at(sku, new Moment(Long.MAX_VALUE, null))).value().total().onHand());
    }
    String location = locations.getFirst();
    assertThat(all(page -> movements.list(filter(none(), Optional.of(location)), page)))
        .isEqualTo(all.stream().filter(it -> it.location().equals(location)).toList());
    for (Movement.Type type : Movement.Type.values()) {
      assertThat(
              all(
                  page ->
                      movements.list(
                          new MovementLog.Filter(none(), none(), Optional.of(type), none()), page)))
          .isEqualTo(all.stream().filter(it -> it.type() == type).toList())
          .isNotEmpty();
    }
    assertThat(
            all(
                page ->
                    movements.list(
                        new MovementLog.Filter(
                            none(), none(), Optional.empty(), Optional.of("doc:3")),
                        page)))
        .isEqualTo(all.stream().filter(it -> "doc:3".equals(it.reference())).toList());
    for (int i = 0; i < 20; i++) {
      RecordedMovement one = all.get(random.nextInt(all.size()));
      assertThat(get(movements.find(one.id())).value()).isEqualTo(one);
    }
  }

  private static MovementLog.Filter filter(Optional<String> sku, Optional<String> location) {
    return new MovementLog.Filter(sku, location, Optional.empty(), Optional.empty());
  }

  /** As docs/operating.md says. */
  private void checkRebuilt() {
    String before = fingerprint();
    database
        .inConnection(
            connection ->
                Flux.from(
                        connection
                            .createStatement(
                                "delete from projection where name = 'stock';"
                                    + " truncate stock_at, stock_movement, stock_run")
                            .execute())
                    .flatMap(result -> result.getRowsUpdated())
                    .then())
        .block(PATIENCE);
    String sku = skus.getFirst();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> get(past.at(sku, new Moment(Long.MAX_VALUE, null))).value().position() > 0);
    assertThat(fingerprint()).isEqualTo(before);
    checkSku(sku);
  }

  private String fingerprint() {
    return get(
        database
            .sql(
                "select (select count(*) || ' ' || coalesce(sum(hashtext(m::text)::bigint), 0)"
                    + " from stock_movement m) || ' ' || (select sum(entries) from stock_at)")
            .map(row -> Objects.requireNonNull(row.get(0, String.class)))
            .one());
  }
}
