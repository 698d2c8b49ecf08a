package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserving;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.follow.Follower;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.MemoryJournal;
import dev.holdfast.ledger.recovery.DamagedJournal;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StandbyTest {

  private final AtomicLong nowMillis = new AtomicLong(TestLedger.START_MILLIS);
  private final MemoryJournal journal = MemoryJournal.of(0);
  private final TestLedger first = new TestLedger(journal, LedgerConfig.DEFAULT, nowMillis);
  private final Ears ears = new Ears();
  private int shirt;
  private int web;

  private static final class Ears implements DurableListener {
    private volatile long position;
    private volatile @Nullable Throwable stopCause;

    @Override
    public void onDurable(Published published) {
      assertThat(published.firstPosition()).isEqualTo(position + 1);
      position = published.lastPosition();
    }

    @Override
    public void onStopped(Throwable cause) {
      stopCause = cause;
    }
  }

  @BeforeEach
  void stock() {
    int north = first.location("north");
    shirt = first.sku("shirt");
    web = first.channel("web");
    first.receive(shirt, north, 10);
  }

  @AfterEach
  void close() {
    first.close();
  }

  private Standby standby(BlockSource blocks) {
    return Standby.start(
        LedgerConfig.DEFAULT, journal, blocks, SnapshotStore.NONE, nowMillis::get, ears);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  private static Reply ask(Ledger ledger, Command command) throws Exception {
    var reply = new CompletableFuture<Reply>();
    assertThat(ledger.submit(command, reply::complete)).isTrue();
    return reply.get(10, TimeUnit.SECONDS);
  }

  @Test
  void readsWhatTheOwnerStores() {
    try (Standby standby = standby(journal)) {
      Reply held = first.reserve(web, line(shirt, 4));

      await(() -> standby.reads().position() >= held.position());

      assertThat(standby.reads().stock(shirt)).isEqualTo(first.reads().stock(shirt));
      assertThat(ears.position).isEqualTo(standby.reads().position());
    }
  }

  @Test
  void takesOverAndBarsTheOwner() throws Exception {
    var request = new RequestId(1, 2, 3);
    Reply held = first.ask(reserving(request, web, line(shirt, 4)));
    Standby standby = standby(journal);

    try (Ledger second = requireNonNull(standby.takeOver(Journal.ANY_EPOCH))) {
      Reply repeated = ask(second, reserving(request, web, line(shirt, 4)));
      assertThat(repeated.replayed()).isTrue();
      assertThat(repeated.outcome()).isEqualTo(held.outcome());
      assertThat(second.figures().epoch()).isGreaterThan(first.ledger.figures().epoch());

      Reply late = first.reserve(web, line(shirt, 1));
      assertThat(late.code()).isEqualTo(ResultCode.OUTCOME_UNKNOWN);
      await(() -> !first.ledger.isRunning());

      Reply after = ask(second, reserving(RequestId.NONE, web, line(shirt, 7)));
      assertThat(after.code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
      assertThat(standby.isFollowing()).isFalse();
    }
  }

  @Test
  void followsOnWhereAnotherWasQuicker() {
    long epoch = first.ledger.figures().epoch();
    try (Standby standby = standby(journal)) {
      assertThat(standby.takeOver(epoch - 1)).isNull();
      Reply held = first.reserve(web, line(shirt, 4));
      await(() -> standby.reads().position() >= held.position());
    }
  }

  @Test
  void tellsOfADamagedJournal() {
    BlockSource damaged = new WithoutTheFirst(journal);

    try (var _ = new Quiet(Follower.class);
        Standby standby = standby(damaged)) {
      await(() -> ears.stopCause != null);

      assertThat(ears.stopCause)
          .isInstanceOf(DamagedJournal.class)
          .hasMessageContaining("begins with block");
      assertThatThrownBy(() -> standby.takeOver(Journal.ANY_EPOCH))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("cannot take over");
    }
    assertThat(first.reserve(web, line(shirt, 1)).isOk()).isTrue();
  }

  private record WithoutTheFirst(BlockSource blocks) implements BlockSource {

    @Override
    public CompletionStage<List<Block>> after(long position) {
      return blocks.after(position).thenApply(page -> page.subList(1, page.size()));
    }

    @Override
    public CompletionStage<Long> firstPosition() {
      return blocks.firstPosition();
    }
  }
}
