package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.Rows;
import dev.holdfast.ledger.table.Texts;
import java.util.Arrays;

/** The locations, by ordinal. */
public final class LocationTable extends KeyedTable {

  private static final int TYPE = 0;

  private final Rows rows = new Rows(1);
  private int[] byId = new int[16];
  private long hash;

  LocationTable(Texts texts) {
    super(texts);
  }

  public LocationType type(int location) {
    return LocationType.of((int) rows.get(location, TYPE));
  }

  /** The location with the first, second … of all ids, counted from 0. */
  public int byId(int place) {
    return byId[place];
  }

  void define(int location, int keyText, int detailsText, int typeCode) {
    boolean isNew = location == count();
    registry.define(location, keyText, detailsText);
    if (isNew) {
      rows.allocate();
      insertById(location);
    }
    hash +=
        (typeCode - rows.get(location, TYPE)) * Hashing.weight(Hashing.LOCATIONS, location, TYPE);
    rows.set(location, TYPE, typeCode);
  }

  private void insertById(int location) {
    if (location == byId.length) {
      byId = Arrays.copyOf(byId, location * 2);
    }
    int place = location;
    while (place > 0 && compareIds(location, byId[place - 1]) < 0) {
      byId[place] = byId[place - 1];
      place--;
    }
    byId[place] = location;
  }

  long hash() {
    return registry.hash() + hash;
  }

  void carry(Image image) {
    registry.carry(image);
    rows.carry(image);
    if (image.isLoading()) {
      byId = new int[Math.max(16, count())];
    }
    image.carry(byId, count());
    hash = image.carry(hash);
  }
}
