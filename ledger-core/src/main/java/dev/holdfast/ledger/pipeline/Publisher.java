package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.record.AnswerReader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stages 3 and 4: gives durable blocks to the read state, tells the listener, then completes the
 * replies that waited for them.
 *
 * <p>Runs on a thread of its own. The owner, who has one block from the start, hands blocks over
 * with {@link #publish} and takes them back, empty, with {@link #takeFree}.
 */
final class Publisher {

  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());
  private static final long IDLE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);

  private final DurableState durable;
  private final DurableListener listener;
  private final Replays replays;
  private final Runnable callOwner;
  private final int blocks;
  private final OneToOneConcurrentArrayQueue<OpenBlock> toPublish;
  private final OneToOneConcurrentArrayQueue<OpenBlock> free;
  private final AnswerReader answers = new AnswerReader();
  private final Confinement owner = new Confinement();
  private final Confinement publisher = new Confinement();
  private volatile @Nullable Thread thread;
  private volatile boolean ending;
  private volatile @Nullable Throwable stopCause;

  /** What is being published. Owned by the publisher's thread. */
  private @Nullable OpenBlock inHand;

  private int answered;

  Publisher(
      PipelineConfig config,
      DurableState durable,
      DurableListener listener,
      Journal journal,
      Runnable callOwner) {
    this.durable = durable;
    this.listener = listener;
    this.callOwner = callOwner;
    replays = new Replays(journal);
    blocks = config.blocks();
    toPublish = new OneToOneConcurrentArrayQueue<>(blocks);
    free = new OneToOneConcurrentArrayQueue<>(blocks);
    for (int i = 1; i < blocks; i++) {
      free.add(new OpenBlock(config.blockBytes(), config.blockReplies()));
    }
  }

  /**
   * Starts its thread.
   *
   * @param onFailure hears what made publishing impossible
   */
  Thread start(int shard, Consumer<Throwable> onFailure) {
    Thread started =
        Thread.ofPlatform()
            .name("ledger-%d-publisher".formatted(shard))
            .start(() -> run(onFailure));
    thread = started;
    return started;
  }

  /** An empty block, or null if all are on their way. From the owner's thread. */
  @Nullable OpenBlock takeFree() {
    assert owner.admits() : owner;
    return free.poll();
  }

  /** Publishes a durable block. From the owner's thread. */
  void publish(OpenBlock block) {
    assert owner.admits() : owner;
    block.handOver();
    if (!toPublish.offer(block)) {
      throw new IllegalStateException("more blocks than there are");
    }
    LockSupport.unpark(thread);
  }

  /** Whether all blocks but the owner's are back. From the owner's thread. */
  boolean isIdle() {
    assert owner.admits() : owner;
    return free.size() == blocks - 1;
  }

  /** Ends after what has been handed over, telling the listener why. From the owner's thread. */
  void stop(Throwable cause) {
    assert owner.admits() : owner;
    stopCause = cause;
    end();
  }

  /** Ends after what has been handed over. From any thread. */
  void end() {
    ending = true;
    LockSupport.unpark(thread);
  }

  private void run(Consumer<Throwable> onFailure) {
    try {
      while (true) {
        boolean last = ending;
        if (publishNext()) {
          continue;
        }
        if (last) {
          break;
        }
        LockSupport.parkNanos(this, IDLE_NANOS_MAX);
      }
    } catch (Throwable cause) {
      onFailure.accept(cause);
      abandonRest();
      listener.onStopped(cause);
      return;
    }
    Throwable cause = stopCause;
    if (cause != null) {
      listener.onStopped(cause);
    }
  }

  /** Publishing has failed: what is on its way is durable, but nobody can be told its outcome. */
  private void abandonRest() {
    if (inHand != null) {
      answerUnknown(inHand, answered);
    }
    while (!ending || !toPublish.isEmpty()) {
      OpenBlock block = toPublish.poll();
      if (block == null) {
        LockSupport.parkNanos(this, IDLE_NANOS_MAX);
      } else {
        answerUnknown(block, 0);
      }
    }
  }

  private static void answerUnknown(OpenBlock block, int from) {
    for (int i = from; i < block.replies(); i++) {
      answer(block.handler(i), Reply.unknown(block.lastPosition));
    }
  }

  /** Publishes a block that has been handed over, if there is one. On the publisher's thread. */
  boolean publishNext() {
    assert publisher.admits() : publisher;
    OpenBlock block = toPublish.poll();
    if (block == null) {
      return false;
    }
    publishNow(block);
    return true;
  }

  private void publishNow(OpenBlock block) {
    inHand = block;
    answered = 0;
    if (block.hasFacts()) {
      tell(durable.apply(block));
    }
    for (; answered < block.replies(); answered++) {
      ReplyHandler handler = block.handler(answered);
      if (block.isReplay(answered)) {
        replays.answer(handler, block.answeredAt(answered));
      } else {
        answer(handler, answers.read(block.answers, block.answerOffset(answered), false));
      }
    }
    inHand = null;
    block.clear();
    block.handOver();
    free.add(block);
    callOwner.run();
  }

  private void tell(DurableListener.Published published) {
    try {
      listener.onDurable(published);
    } catch (RuntimeException | AssertionError broken) {
      LOG.log(System.Logger.Level.ERROR, "a listener failed on durable facts", broken);
    }
  }

  /** Completes a reply; one that throws harms no other. */
  static void answer(ReplyHandler handler, Reply reply) {
    try {
      handler.onReply(reply);
    } catch (RuntimeException | AssertionError broken) {
      LOG.log(System.Logger.Level.ERROR, "a reply handler failed", broken);
    }
  }
}
