package dev.holdfast.ledger.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A projection in memory: what it was told, and how far it was stored. Thread-safe. */
final class Gathering implements StockProjection {

  record Told(StockFact fact, StockChange change) {}

  private final List<Told> told = new ArrayList<>();
  private final List<StockItem> standing = new ArrayList<>();
  private final List<Long> stores = new ArrayList<>();
  private int gathered;
  private long stored;
  private int begun;
  private boolean isDropped;
  int fullAt = Integer.MAX_VALUE;

  Gathering(long stored) {
    this.stored = stored;
  }

  @Override
  public synchronized CompletionStage<Long> begin() {
    begun++;
    gathered = 0;
    isDropped = false;
    return CompletableFuture.completedStage(stored);
  }

  @Override
  public synchronized CompletionStage<Boolean> beginAt(
      long position, long timeMillis, List<StockItem> items) {
    standing.addAll(items);
    return store(position, timeMillis);
  }

  /** What it began anew from. */
  synchronized List<StockItem> standing() {
    return List.copyOf(standing);
  }

  @Override
  public synchronized void onChange(StockFact fact, StockChange change) {
    told.add(new Told(fact, change));
    gathered++;
  }

  @Override
  public synchronized boolean isFull() {
    return gathered >= fullAt;
  }

  @Override
  public synchronized CompletionStage<Boolean> store(long position, long timeMillis) {
    if (!isDropped) {
      stored = position;
      stores.add(position);
      gathered = 0;
    }
    notifyAll();
    return CompletableFuture.completedStage(!isDropped);
  }

  /** Forgets everything, as if its tables were dropped. */
  synchronized void drop() {
    isDropped = true;
    stored = 0;
    told.clear();
  }

  synchronized void awaitStored(long position) throws InterruptedException {
    for (int i = 0; i < 1_000 && stored < position; i++) {
      wait(10);
    }
    if (stored < position) {
      throw new AssertionError("stored up to " + stored + ", not to " + position);
    }
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }

  synchronized List<Long> stores() {
    return List.copyOf(stores);
  }

  synchronized int begun() {
    return begun;
  }
}
