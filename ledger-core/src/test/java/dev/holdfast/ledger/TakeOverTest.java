package dev.holdfast.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.MemoryJournal;
import dev.holdfast.ledger.pipeline.Fenced;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakeOverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MemoryJournal journal = MemoryJournal.of(0);
  private final CompletableFuture<Throwable> stopped = new CompletableFuture<>();
  private final Ledger owner =
      Ledger.open(
          LedgerConfig.DEFAULT,
          journal,
          SnapshotStore.NONE,
          System::currentTimeMillis,
          new DurableListener() {
            @Override
            public void onDurable(Published published) {}

            @Override
            public void onStopped(Throwable cause) {
              stopped.complete(cause);
            }
          });

  private Standby standby(Journal its) {
    return Standby.start(
        LedgerConfig.DEFAULT,
        its,
        journal,
        SnapshotStore.NONE,
        System::currentTimeMillis,
        published -> {});
  }

  private static Reply define(Ledger ledger, String sku) {
    var reply = new CompletableFuture<Reply>();
    assertThat(
            ledger.submit(
                new Command.DefineSku(RequestId.NONE, Text.of(sku), 0, 0, Text.EMPTY),
                reply::complete))
        .isTrue();
    return reply.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void awaitPosition(Standby standby, long position) {
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          while (standby.reads().position() < position) {
            Thread.onSpinWait();
          }
        });
  }

  @AfterEach
  void close() {
    owner.close();
  }

  @Test
  void followsItsOwnerAndGoesOnFromThere() {
    Standby standby = standby(journal);
    long position = define(owner, "A").position();
    awaitPosition(standby, position);
    assertThat(standby.reads().sku("A")).isZero();
    assertThat(standby.figures().stateHash()).isEqualTo(owner.figures().stateHash());
    long epoch = owner.figures().epoch();
    try (Ledger next = requireNonNull(standby.takeOver(epoch))) {
      assertThat(next.figures().epoch()).isEqualTo(epoch + 1);
      assertThat(define(next, "B").isOk()).isTrue();
      assertThat(next.reads().sku("A")).isZero();
    }
  }

  @Test
  void claimsNothingOnceAnotherOneHasAndFollowsOn() {
    Standby standby = standby(journal);
    long epoch = owner.figures().epoch();
    assertThat(standby.takeOver(epoch - 1)).isNull();
    assertThat(standby.isFollowing()).isTrue();
    awaitPosition(standby, define(owner, "A").position());
    standby.close();
  }

  /** Were the tail read before the claim, what the owner answers in between would be lost. */
  @Test
  void whatTheOwnerWasStillAnsweringIsInTheTail() {
    var answered = new AtomicReference<@Nullable Reply>();
    var late =
        new Delegating(journal) {
          @Override
          public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
            answered.set(define(owner, "LATE"));
            return super.claim(expectedEpoch);
          }
        };
    Standby standby = standby(late);
    try (Ledger next = requireNonNull(standby.takeOver(Journal.ANY_EPOCH))) {
      assertThat(requireNonNull(answered.get()).isOk()).isTrue();
      assertThat(next.reads().sku("LATE")).isZero();
      assertThat(define(owner, "TOO-LATE").code()).isEqualTo(ResultCode.OUTCOME_UNKNOWN);
      assertThat(define(next, "NEXT").isOk()).isTrue();
      assertThat(next.reads().sku("TOO-LATE")).isEqualTo(Command.NONE);
    }
  }

  @Test
  void anOwnerThatIsBarredStopsAndSaysSo() throws Exception {
    Standby standby = standby(journal);
    try (Ledger next = requireNonNull(standby.takeOver(Journal.ANY_EPOCH))) {
      assertThat(define(owner, "A").code()).isEqualTo(ResultCode.OUTCOME_UNKNOWN);
      assertThat(owner.isRunning()).isFalse();
      assertThat(stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Fenced.class);
      assertThat(next.isRunning()).isTrue();
    }
  }

  @Test
  void anOwnerStepsDownWithNothingToDo() throws Exception {
    owner.stepDown("as a test wants it");
    assertThat(stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(Fenced.class);
    assertThat(owner.isRunning()).isFalse();
  }

  /** Does as another journal does. */
  private static class Delegating implements Journal {
    private final Journal journal;

    Delegating(Journal journal) {
      this.journal = journal;
    }

    @Override
    public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
      return journal.claim(expectedEpoch);
    }

    @Override
    public CompletionStage<Appended> append(Block block) {
      return journal.append(block);
    }

    @Override
    public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
      return journal.replay(afterPosition, handler);
    }

    @Override
    public CompletionStage<Block> read(long position) {
      return journal.read(position);
    }

    @Override
    public void close() {}
  }
}
