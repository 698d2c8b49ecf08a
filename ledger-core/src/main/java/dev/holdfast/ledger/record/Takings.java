package dev.holdfast.ledger.record;

/** How many units of which part of a reservation: a reused list. Not thread-safe. */
public final class Takings {

  private final int[] parts = new int[Parts.MAX];
  private final int[] units = new int[Parts.MAX];
  private int size;

  public void clear() {
    size = 0;
  }

  /** Adds units of a part; parts count from 0, in the reservation's order. */
  public void add(int part, int unitsOfPart) {
    parts[size] = part;
    units[size] = unitsOfPart;
    size++;
  }

  public int size() {
    return size;
  }

  public int part(int index) {
    return parts[index];
  }

  public int units(int index) {
    return units[index];
  }
}
