package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.MemoryJournal;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;

class LedgerGatewayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MemoryJournal memory = MemoryJournal.of(0);
  private volatile CompletableFuture<Boolean> databaseAnswers =
      CompletableFuture.completedFuture(true);
  private boolean losesBlocks;
  private final AtomicLong nanos = new AtomicLong();
  private final ReplyTimeouts timeouts = new ReplyTimeouts(Duration.ofSeconds(10), nanos::get);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final LedgerGateway gateway = gateway(Map.of(), new NotingListener());
  private final LedgerHealth health = new LedgerHealth(gateway);

  private LedgerGateway gateway(Map<String, String> properties, LedgerListener... listeners) {
    LedgerSettings settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bindOrCreate("holdfast.ledger", LedgerSettings.class);
    var beans = new StaticListableBeanFactory();
    for (LedgerListener listener : listeners) {
      beans.addBean(listener.getClass().getName(), listener);
    }
    return new LedgerGateway(
        settings,
        new HangingJournal(),
        SnapshotStore.NONE,
        System::currentTimeMillis,
        new LedgerHub(beans.getBeanProvider(LedgerListener.class)),
        timeouts,
        new EventLoops(() -> ImmediateEventExecutor.INSTANCE));
  }

  @AfterEach
  void close() {
    databaseAnswers.complete(true);
    gateway.stop();
  }

  private static Command sku(String id) {
    return new Command.DefineSku(RequestId.NONE, Text.of(id), 0, 0, Text.EMPTY);
  }

  private static Reply await(CompletableFuture<@Nullable Reply> reply) throws Exception {
    return Objects.requireNonNull(reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  private static void expectProblem(LedgerGateway gateway, ProblemCode code) {
    assertThatThrownBy(() -> gateway.submit(() -> sku("refused")).block(PATIENCE))
        .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  private @Nullable String hear() throws InterruptedException {
    return heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void takesNothingBeforeItIsOpen() {
    expectProblem(gateway, ProblemCode.LEDGER_STOPPED);
    assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void answersOnceItIsDurableAndReadable() throws Exception {
    gateway.start();
    Reply reply = await(gateway.submit(() -> sku("A")).toFuture());
    assertThat(reply.code()).isEqualTo(ResultCode.OK);
    assertThat(gateway.reads().position()).isGreaterThanOrEqualTo(reply.position());
    assertThat(gateway.directory().sku("A")).isZero();
    assertThat(gateway.journalId()).isEqualTo("memory");
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void everyListenerHearsOfChangesWhateverAnotherOneDoes() throws Exception {
    LedgerGateway told = gateway(Map.of(), new BrokenListener(), new NotingListener());
    told.start();
    await(told.submit(() -> sku("A")).toFuture());
    await(told.submit(() -> sku("A")).toFuture());
    assertThat(hear()).isEqualTo("skus [0]");
    assertThat(hear()).isEqualTo("skus [0]");
    told.stop();
  }

  @Test
  void whoWaitsTooLongIsToldThatTheOutcomeIsUnknownAndItMayStillCome() throws Exception {
    gateway.start();
    databaseAnswers = new CompletableFuture<>();
    CompletableFuture<@Nullable Reply> reply = gateway.submit(() -> sku("A")).toFuture();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(await(reply).code()).isEqualTo(ResultCode.OUTCOME_UNKNOWN);
    databaseAnswers.complete(true);
    Reply second = await(gateway.submit(() -> sku("A")).toFuture());
    assertThat(((Reply.Defined) second.outcome()).created()).isFalse();
  }

  @Test
  void aFullRingIsBusyAndNothingWasDone() throws Exception {
    LedgerGateway small = gateway(Map.of("holdfast.ledger.ring-size", "4"));
    small.start();
    databaseAnswers = new CompletableFuture<>();
    int accepted = 0;
    ProblemCode refused = null;
    while (refused == null && accepted < 1_000_000) {
      var problem = new Problem[1];
      String id = "S" + accepted;
      var _ =
          small.submit(() -> sku(id)).subscribe(reply -> {}, error -> problem[0] = (Problem) error);
      refused = problem[0] == null ? null : problem[0].code();
      accepted++;
    }
    assertThat(refused).isEqualTo(ProblemCode.LEDGER_BUSY);
    databaseAnswers.complete(true);
    small.stop();
  }

  @Test
  void whoOffersToAFullRingIsNotTakenAndNobodyIsTold() throws Exception {
    LedgerGateway small = gateway(Map.of("holdfast.ledger.ring-size", "4"));
    small.start();
    databaseAnswers = new CompletableFuture<>();
    var told = new LinkedBlockingQueue<Reply>();
    int taken = 0;
    while (small.offer(sku("S" + taken), told::add)) {
      taken++;
    }
    databaseAnswers.complete(true);
    small.stop();
    assertThat(told).hasSize(taken).allMatch(Reply::isOk);
    expectStopped(small);
  }

  private static void expectStopped(LedgerGateway gateway) {
    assertThatThrownBy(() -> gateway.offer(sku("refused"), _ -> {}))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(ProblemCode.LEDGER_STOPPED));
  }

  @Test
  void aFencedLedgerStopsAndReadinessGoesDown() throws Exception {
    gateway.start();
    await(gateway.submit(() -> sku("A")).toFuture());
    memory.claim(Journal.ANY_EPOCH).toCompletableFuture().join();
    Reply last = await(gateway.submit(() -> sku("B")).toFuture());
    assertThat(last.code()).isEqualTo(ResultCode.OUTCOME_UNKNOWN);
    assertThat(hear()).isEqualTo("skus [0]");
    assertThat(hear()).isEqualTo("stopped");
    assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    expectProblem(gateway, ProblemCode.LEDGER_STOPPED);
  }

  @Test
  void aDamagedJournalIsToldAsAReasonNotToStart() throws Exception {
    gateway.start();
    await(gateway.submit(() -> sku("A")).toFuture());
    gateway.stop();
    losesBlocks = true;
    assertThatThrownBy(gateway::start)
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void opensAgainWhereItWasClosed() throws Exception {
    gateway.start();
    await(gateway.submit(() -> sku("A")).toFuture());
    gateway.stop();
    assertThat(gateway.isRunning()).isFalse();
    gateway.start();
    assertThat(gateway.directory().sku("A")).isZero();
    assertThat(await(gateway.submit(() -> sku("B")).toFuture()).isOk()).isTrue();
  }

  /** Writes down what it hears of SKUs. */
  private final class NotingListener implements LedgerListener {
    @Override
    public void onDurable(Durable durable) {
      if (durable.skus().length > 0) {
        heard.add("skus " + List.of(durable.skus()[0]));
      }
    }

    @Override
    public void onStopped() {
      heard.add("stopped");
    }
  }

  /** Fails on everything. */
  private static final class BrokenListener implements LedgerListener {
    @Override
    public void onDurable(Durable durable) {
      throw new IllegalStateException("broken");
    }
  }

  /** The journal in memory, whose appends may hang. */
  private final class HangingJournal implements Journal {
    @Override
    public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
      return memory.claim(expectedEpoch);
    }

    @Override
    public CompletionStage<Appended> append(Block block) {
      return databaseAnswers.thenCompose(answers -> memory.append(block));
    }

    @Override
    public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
      return losesBlocks
          ? CompletableFuture.completedFuture(null)
          : memory.replay(afterPosition, handler);
    }

    @Override
    public CompletionStage<Block> read(long position) {
      return memory.read(position);
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
