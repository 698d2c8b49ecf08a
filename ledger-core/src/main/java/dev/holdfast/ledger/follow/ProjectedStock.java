package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.util.concurrent.ExecutionException;

/**
 * Keeps a projection of stock up to the journal, from a state of its own that checks every block,
 * and writes the snapshots of that state.
 */
public final class ProjectedStock implements Following {

  private final int shard;
  private final StockProjection projection;
  private final Snapshots snapshots;
  private FactSteps steps;

  /** One that has not begun. */
  public ProjectedStock(
      int shard, StockProjection projection, SnapshotStore store, SnapshotConfig config) {
    this.shard = shard;
    this.projection = projection;
    this.snapshots = new Snapshots(shard, store, config);
    this.steps = new FactSteps(shard, projection, 0);
  }

  @Override
  public void begin() throws InterruptedException, ExecutionException {
    long stored = Follower.await(projection.begin());
    steps = new FactSteps(shard, projection, stored);
    snapshots.load(stored, steps.state());
    steps.onLoaded();
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
