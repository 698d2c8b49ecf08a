package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.LocationType;

/** The locations, by ordinal. */
public final class LocationTable extends KeyedTable {

  private static final int TYPE = 0;

  private final Rows rows = new Rows(1);
  private long hash;

  LocationTable(Texts texts) {
    super(texts);
  }

  public LocationType type(int location) {
    return LocationType.of((int) rows.get(location, TYPE));
  }

  /** Orders locations by id. */
  public int compareIds(int location, int other) {
    return registry.compareKeys(location, other);
  }

  void define(int location, int keyText, int detailsText, int typeCode) {
    if (location == count()) {
      rows.allocate();
    }
    registry.define(location, keyText, detailsText);
    hash +=
        (typeCode - rows.get(location, TYPE)) * Hashing.weight(Hashing.LOCATIONS, location, TYPE);
    rows.set(location, TYPE, typeCode);
  }

  long hash() {
    return registry.hash() + hash;
  }
}
