package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.Text;

/** The locations, by ordinal. */
public final class LocationTable {

  private static final int TYPE = 0;

  private final Registry registry;
  private final Rows rows = new Rows(1);
  private long hash;

  LocationTable(Texts texts) {
    registry = new Registry(texts);
  }

  public int count() {
    return registry.count();
  }

  /** The ordinal of an id, or -1. */
  public int find(String id) {
    return registry.find(id);
  }

  /** The ordinal of an id, or -1. */
  public int find(Text id) {
    return registry.find(id);
  }

  public String id(int location) {
    return registry.key(location);
  }

  public String details(int location) {
    return registry.details(location);
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
