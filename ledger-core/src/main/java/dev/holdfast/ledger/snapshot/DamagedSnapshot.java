package dev.holdfast.ledger.snapshot;

/** A snapshot is not what was written, or of a layout that this build does not read. */
public final class DamagedSnapshot extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public DamagedSnapshot(String message) {
    super(message);
  }

  public DamagedSnapshot(String message, Throwable cause) {
    super(message, cause);
  }
}
