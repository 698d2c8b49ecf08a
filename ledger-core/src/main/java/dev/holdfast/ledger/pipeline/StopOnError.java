package dev.holdfast.ledger.pipeline;

import com.lmax.disruptor.ExceptionHandler;

/** Stops the ledger on whatever the owner did not catch, instead of ending its thread. */
final class StopOnError implements ExceptionHandler<Slot> {

  private final Owner owner;

  StopOnError(Owner owner) {
    this.owner = owner;
  }

  @Override
  public void handleEventException(Throwable cause, long sequence, Slot slot) {
    owner.fail(cause);
  }

  @Override
  public void handleOnStartException(Throwable cause) {
    owner.fail(cause);
  }

  @Override
  public void handleOnShutdownException(Throwable cause) {
    owner.fail(cause);
  }
}
