package dev.holdfast.inventory.internal.projection;

/**
 * Where the history begins. What was at this position can be told; facts up to it are not kept.
 *
 * @param position 0 for the beginning of the journal
 * @param timeMillis of the fact there, 0 for the beginning
 */
public record Since(long position, long timeMillis) {

  /** Whether the fact at a position is no longer told. */
  public boolean hides(long fact) {
    return position > 0 && fact <= position;
  }
}
