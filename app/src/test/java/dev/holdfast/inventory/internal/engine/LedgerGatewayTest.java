package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.BlockSource;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LedgerGatewayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MemoryJournal memory = MemoryJournal.of(0);
  private volatile CompletableFuture<Boolean> databaseAnswers =
      CompletableFuture.completedFuture(true);
  private boolean losesBlocks;
  private final AtomicLong nanos = new AtomicLong();
  private final ReplyTimeouts timeouts = new ReplyTimeouts(Duration.ofSeconds(10), nanos::get);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Server server = server(Map.of(), new NotingListener());
  private final LedgerGateway gateway = server.gateway();

  /** The ledger of a process, and the way to it. */
  private record Server(LedgerShard shard, LedgerGateway gateway) {

    /** Has it become the owner. */
    void open() {
      shard.start();
      assertThat(takeOver(Journal.ANY_EPOCH)).isTrue();
    }

    boolean takeOver(long epoch) {
      return Objects.requireNonNull(shard.takeOver(epoch).toCompletableFuture().join());
    }
  }

  private Server server(Map<String, String> properties, LedgerListener... listeners) {
    LedgerSettings settings =
        new Binder(new MapConfigurationPropertySource(properties))
            .bindOrCreate("holdfast.ledger", LedgerSettings.class);
    var beans = new StaticListableBeanFactory();
    for (LedgerListener listener : listeners) {
      beans.addBean(listener.getClass().getName(), listener);
    }
    var shard =
        new LedgerShard(
            settings,
            new HangingJournal(),
            () -> CompletableFuture.completedFuture("memory"),
            new Blocks(),
            SnapshotStore.NONE,
            System::currentTimeMillis,
            new LedgerHub(beans.getBeanProvider(LedgerListener.class)));
    return new Server(
        shard,
        new LedgerGateway(shard, timeouts, new EventLoops(() -> ImmediateEventExecutor.INSTANCE)));
  }

  @BeforeEach
  void start() {
    timeouts.start();
  }

  @AfterEach
  void close() {
    timeouts.stop();
    databaseAnswers.complete(true);
    server.shard().stop();
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
    assertThat(gateway.role()).isEqualTo(LedgerRole.STOPPED);
  }

  @Test
  void aStandbyReadsWhatAnotherOneWritesAndTellsWhoThatIs() throws Exception {
    Server owner = server(Map.of());
    owner.open();
    server.shard().start();
    server.shard().ownedBy("http://other:8080");
    await(owner.gateway().submit(() -> sku("A")).toFuture());
    assertThat(hear()).isEqualTo("STANDBY");
    assertThat(hear()).isEqualTo("skus [0]");
    assertThat(gateway.directory().sku("A")).isZero();
    assertThatThrownBy(() -> gateway.submit(() -> sku("B")).block(PATIENCE))
        .isInstanceOfSatisfying(
            Problem.class,
            it -> {
              assertThat(it.code()).isEqualTo(ProblemCode.NOT_OWNER);
              assertThat(it.headers()).containsEntry("Holdfast-Owner", "http://other:8080");
            });
    owner.shard().stop();
  }

  @Test
  void aStandbyThatTakesOverBarsTheOwnerWhichStandsByAndReadsOn() throws Exception {
    Server other = server(Map.of());
    server.open();
    await(gateway.submit(() -> sku("A")).toFuture());
    other.shard().start();
    assertThat(other.takeOver(memory.claim(Journal.ANY_EPOCH).toCompletableFuture().join().epoch()))
        .isTrue();
    assertThat(await(other.gateway().submit(() -> sku("B")).toFuture()).isOk()).isTrue();
    assertThat(await(gateway.submit(() -> sku("C")).toFuture()).code())
        .isEqualTo(ResultCode.OUTCOME_UNKNOWN);
    assertThat(List.of(hear(), hear(), hear(), hear()))
        .containsExactly("STANDBY", "OWNER", "skus [0]", "STANDBY");
    assertThat(gateway.directory().sku("A")).isZero();
    assertThat(hear()).isEqualTo("skus [1]");
    assertThat(gateway.directory().sku("B")).isEqualTo(1);
    expectProblem(gateway, ProblemCode.NOT_OWNER);
    other.shard().stop();
  }

  @Test
  void aStandbyWhoseTurnHasPassedStandsByAndFollowsOn() throws Exception {
    Server owner = server(Map.of());
    owner.open();
    server.shard().start();
    assertThat(server.takeOver(0)).isFalse();
    assertThat(gateway.role()).isEqualTo(LedgerRole.STANDBY);
    assertThat(await(owner.gateway().submit(() -> sku("A")).toFuture()).isOk()).isTrue();
    assertThat(List.of(hear(), hear())).containsExactly("STANDBY", "skus [0]");
    owner.shard().stop();
  }

  @Test
  void anOwnerStepsDownThoughNobodyAsksItAnything() throws Exception {
    server.open();
    assertThat(List.of(hear(), hear())).containsExactly("STANDBY", "OWNER");
    server.shard().stepDown("another one has the lease");
    assertThat(hear()).isEqualTo("STANDBY");
    assertThat(server.takeOver(1)).isTrue();
    assertThat(await(gateway.submit(() -> sku("A")).toFuture()).isOk()).isTrue();
  }

  @Test
  void aBrokenLedgerIsReplacedByNone() throws Exception {
    server.open();
    await(gateway.submit(() -> sku("A")).toFuture());
    gateway.fail(new IllegalStateException("as a test wants it"));
    assertThat(List.of(hear(), hear(), hear(), hear()))
        .containsExactly("STANDBY", "OWNER", "skus [0]", "STOPPED");
    expectProblem(gateway, ProblemCode.LEDGER_STOPPED);
    assertThat(server.takeOver(Journal.ANY_EPOCH)).isFalse();
    assertThat(gateway.directory().sku("A")).isZero();
  }

  @Test
  void answersOnceItIsDurableAndReadable() throws Exception {
    server.open();
    Reply reply = await(gateway.submit(() -> sku("A")).toFuture());
    assertThat(reply.code()).isEqualTo(ResultCode.OK);
    assertThat(gateway.reads().position()).isGreaterThanOrEqualTo(reply.position());
    assertThat(gateway.directory().sku("A")).isZero();
    assertThat(gateway.journalId()).isEqualTo("memory");
    assertThat(gateway.role()).isEqualTo(LedgerRole.OWNER);
  }

  @Test
  void everyListenerHearsOfChangesWhateverAnotherOneDoes() throws Exception {
    Server told = server(Map.of(), new BrokenListener(), new NotingListener());
    told.open();
    await(told.gateway().submit(() -> sku("A")).toFuture());
    await(told.gateway().submit(() -> sku("A")).toFuture());
    assertThat(List.of(hear(), hear(), hear(), hear()))
        .containsExactly("STANDBY", "OWNER", "skus [0]", "skus [0]");
    told.shard().stop();
  }

  @Test
  void whoWaitsTooLongIsToldThatTheOutcomeIsUnknownAndItMayStillCome() throws Exception {
    server.open();
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
    Server server4 = server(Map.of("holdfast.ledger.ring-size", "4"));
    server4.open();
    LedgerGateway small = server4.gateway();
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
    server4.shard().stop();
  }

  @Test
  void whoOffersToAFullRingIsNotTakenAndNobodyIsTold() throws Exception {
    Server server4 = server(Map.of("holdfast.ledger.ring-size", "4"));
    server4.open();
    LedgerGateway small = server4.gateway();
    databaseAnswers = new CompletableFuture<>();
    var told = new LinkedBlockingQueue<Reply>();
    int taken = 0;
    while (small.offer(sku("S" + taken), told::add)) {
      taken++;
    }
    databaseAnswers.complete(true);
    server4.shard().stop();
    assertThat(told).hasSize(taken).allMatch(Reply::isOk);
    expectStopped(small);
  }

  private static void expectStopped(LedgerGateway gateway) {
    assertThatThrownBy(() -> gateway.offer(sku("refused"), _ -> {}))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.code()).isEqualTo(ProblemCode.LEDGER_STOPPED));
  }

  @Test
  void aDamagedJournalIsToldAsAReasonNotToStart() throws Exception {
    server.open();
    await(gateway.submit(() -> sku("A")).toFuture());
    server.shard().stop();
    losesBlocks = true;
    assertThatThrownBy(server::open)
        .cause()
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void opensAgainWhereItWasClosed() throws Exception {
    server.open();
    await(gateway.submit(() -> sku("A")).toFuture());
    server.shard().stop();
    assertThat(server.shard().isRunning()).isFalse();
    server.open();
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
    public void onRole(LedgerRole role) {
      heard.add(role.name());
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
  private final class Blocks implements BlockSource {

    @Override
    public CompletionStage<List<Block>> after(long position) {
      return losesBlocks ? CompletableFuture.completedFuture(List.of()) : memory.after(position);
    }

    @Override
    public CompletionStage<Long> firstPosition() {
      return memory.firstPosition();
    }
  }

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
