package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.follow.StockChange;
import dev.holdfast.ledger.follow.StockFact;
import dev.holdfast.ledger.follow.StockItem;
import dev.holdfast.ledger.follow.StockProjection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps nothing. */
final class NoProjection implements StockProjection {

  @Override
  public CompletionStage<Long> begin() {
    return CompletableFuture.completedStage(0L);
  }

  @Override
  public CompletionStage<Boolean> beginAt(long position, long timeMillis, List<StockItem> items) {
    return CompletableFuture.completedStage(true);
  }

  @Override
  public void onChange(StockFact fact, StockChange change) {}

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public CompletionStage<Boolean> store(long position, long timeMillis) {
    return CompletableFuture.completedStage(true);
  }
}
