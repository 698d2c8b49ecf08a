package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.util.concurrent.ExecutionException;

/**
 * Keeps a projection of stock up to the journal, from a state of its own that checks every block,
 * and writes the snapshots of that state.
 */
public final class ProjectedStock implements Following {

  private static final System.Logger LOG = System.getLogger(ProjectedStock.class.getName());

  private final int shard;
  private final StockProjection projection;
  private final BlockSource blocks;
  private final Snapshots snapshots;
  private FactSteps steps;
  private volatile long followed;

  /** One that has not begun. */
  public ProjectedStock(
      int shard,
      StockProjection projection,
      BlockSource blocks,
      SnapshotStore store,
      SnapshotConfig config) {
    this.shard = shard;
    this.projection = projection;
    this.blocks = blocks;
    this.snapshots = new Snapshots(shard, store, config);
    this.steps = new FactSteps(shard, projection, 0);
  }

  @Override
  public void begin() throws InterruptedException, ExecutionException {
    long stored = Follower.await(projection.begin());
    steps = new FactSteps(shard, projection, stored);
    snapshots.load(stored, steps.state());
    long firstPosition = Follower.await(blocks.firstPosition());
    if (steps.position() + 1 < firstPosition) {
      beginAfter(firstPosition - 1);
    } else {
      steps.onLoaded();
    }
  }

  /** What lies between the projection and the oldest block is gone: it begins where blocks do. */
  private void beginAfter(long position) throws InterruptedException, ExecutionException {
    steps = new FactSteps(shard, projection, 0);
    snapshots.loadFrom(position, steps.state());
    steps.onLoaded();
    if (steps.position() >= position) {
      LOG.log(
          System.Logger.Level.WARNING,
          "blocks before position %d of shard %d are gone: the history begins at position %d"
              .formatted(position + 1, shard, steps.position()));
      boolean _ =
          Follower.await(projection.beginAt(steps.position(), steps.timeMillis(), steps.items()));
    }
  }

  /** How far it is, as of the last page of blocks. From any thread. */
  public long followed() {
    return followed;
  }

  @Override
  public long position() {
    return steps.position();
  }

  @Override
  public boolean apply(Block block) throws InterruptedException, ExecutionException {
    steps.open(block);
    while (steps.next()) {
      if (projection.isFull() && !store()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean onPage(boolean isDue) throws InterruptedException, ExecutionException {
    followed = steps.position();
    boolean stands = !isDue || !steps.isTelling() || store();
    snapshots.writeIfDue(steps.state());
    return stands;
  }

  @Override
  public boolean isCatchingUp() {
    return !steps.isTelling();
  }

  @Override
  public void finish() throws InterruptedException {
    snapshots.write(steps.state());
  }

  private boolean store() throws InterruptedException, ExecutionException {
    return Follower.await(projection.store(steps.position(), steps.timeMillis()));
  }
}
