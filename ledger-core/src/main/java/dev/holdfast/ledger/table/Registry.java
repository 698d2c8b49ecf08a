package dev.holdfast.ledger.table;

import dev.holdfast.ledger.api.Text;

/** Gives out ordinals to keys, and keeps their descriptive details. Keys are ASCII. */
public final class Registry {

  private static final int TEXTS = 0;

  private final Texts texts;
  private final Rows rows = new Rows(1);
  private final RowIndex ordinalByHash = new RowIndex(64);
  private long hash;

  public Registry(Texts texts) {
    this.texts = texts;
  }

  public int count() {
    return rows.used();
  }

  /** The ordinal of a key, or -1. */
  public int find(String key) {
    long keyHash = Hashing.of(key);
    for (int slot = ordinalByHash.find(keyHash);
        slot >= 0;
        slot = ordinalByHash.findNext(keyHash, slot)) {
      int ordinal = ordinalByHash.rowAt(slot);
      if (texts.equal(keyText(ordinal), key)) {
        return ordinal;
      }
    }
    return -1;
  }

  public int find(Text key) {
    byte[] bytes = key.utf8();
    long keyHash = Hashing.of(bytes, 0, bytes.length);
    for (int slot = ordinalByHash.find(keyHash);
        slot >= 0;
        slot = ordinalByHash.findNext(keyHash, slot)) {
      int ordinal = ordinalByHash.rowAt(slot);
      if (texts.equal(keyText(ordinal), bytes, 0, bytes.length)) {
        return ordinal;
      }
    }
    return -1;
  }

  /** Takes over both texts; a known ordinal keeps its key and gets the new details. */
  public void define(int ordinal, int keyText, int detailsText) {
    if (ordinal < count()) {
      hash -= hashOf(ordinal);
      texts.free(keyText);
      texts.free(detailsText(ordinal));
      rows.setLow(ordinal, TEXTS, detailsText);
    } else {
      if (rows.allocate() != ordinal) {
        throw new InvariantBroken("ordinal " + ordinal + " is not the next");
      }
      rows.set(ordinal, TEXTS, Rows.pack(keyText, detailsText));
      ordinalByHash.put(texts.hash(keyText), ordinal);
    }
    hash += hashOf(ordinal);
  }

  public String key(int ordinal) {
    return texts.string(keyText(ordinal));
  }

  public String details(int ordinal) {
    return texts.string(detailsText(ordinal));
  }

  public int compareKeys(int ordinal, int other) {
    return texts.compare(keyText(ordinal), keyText(other));
  }

  public long hash() {
    return hash;
  }

  private int keyText(int ordinal) {
    return rows.high(ordinal, TEXTS);
  }

  private int detailsText(int ordinal) {
    return rows.low(ordinal, TEXTS);
  }

  private long hashOf(int ordinal) {
    return Hashing.then(
        Hashing.then(texts.hash(keyText(ordinal)), texts.hash(detailsText(ordinal))), ordinal);
  }

  /** Carries all keys; the texts are carried by whoever has them. */
  public void carry(Image image) {
    rows.carry(image);
    ordinalByHash.carry(image);
    hash = image.carry(hash);
  }
}
