package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The channels, by ordinal. */
public final class ChannelTable extends KeyedTable {

  private final List<Settings> settings = new ArrayList<>();
  private long hash;

  /**
   * What a channel was set to.
   *
   * @param allowed the allowed locations as bits, none at all for every location
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Settings(long ttlMillis, QuantityDisplay display, long[] allowed, long changedAt) {

    static final Settings NONE = new Settings(0, QuantityDisplay.EXACT, new long[0], 0);

    Settings carried(Image image) {
      return new Settings(
          image.carry(ttlMillis),
          new QuantityDisplay(
              QuantityDisplay.Kind.of(image.carry(display.kind().code())),
              image.carry(display.cap())),
          image.carryWhole(allowed),
          image.carry(changedAt));
    }
  }

  ChannelTable(Texts texts) {
    super(texts);
  }

  public long ttlMillis(int channel) {
    return settings.get(channel).ttlMillis;
  }

  public QuantityDisplay display(int channel) {
    return settings.get(channel).display;
  }

  /** Position of the last change of its settings. */
  public long changedAt(int channel) {
    return settings.get(channel).changedAt;
  }

  /** Whether the channel may sell from a location. */
  public boolean allows(int channel, int location) {
    long[] allowed = settings.get(channel).allowed;
    if (allowed.length == 0) {
      return true;
    }
    int word = location >>> 6;
    return word < allowed.length && (allowed[word] & 1L << location) != 0;
  }

  /** Whether the channel may sell from every location. */
  public boolean allowsAll(int channel) {
    return settings.get(channel).allowed.length == 0;
  }

  void define(
      int channel,
      int keyText,
      int detailsText,
      long ttlMillis,
      QuantityDisplay display,
      long[] allowed,
      long position) {
    var next = new Settings(ttlMillis, display, allowed, position);
    if (channel == count()) {
      settings.add(next);
    } else {
      hash -= hashOf(channel, settings.set(channel, next));
    }
    registry.define(channel, keyText, detailsText);
    hash += hashOf(channel, next);
  }

  private static long hashOf(int channel, Settings settings) {
    long settingsHash = Hashing.then(channel + 1L, settings.ttlMillis);
    settingsHash = Hashing.then(settingsHash, settings.display.kind().code());
    settingsHash = Hashing.then(settingsHash, settings.display.cap());
    return Hashing.then(settingsHash, Arrays.hashCode(settings.allowed));
  }

  long hash() {
    return registry.hash() + hash;
  }

  void carry(Image image) {
    registry.carry(image);
    image.carryAll(settings, Settings.NONE, Settings::carried);
    hash = image.carry(hash);
  }
}
