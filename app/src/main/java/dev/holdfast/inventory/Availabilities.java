package dev.holdfast.inventory;

import dev.holdfast.shared.Query;
import java.util.List;
import java.util.Optional;

/**
 * What channels may sell. Thread-safe; a call may wait a moment while a block is applied, and never
 * for I/O.
 *
 * <p>Here a SKU goes by its number: from 0, in the order of creation, the same for as long as the
 * journal lives.
 */
public interface Availabilities {

  /** Names the journal that positions are places in: made with it, never changed. */
  String journalId();

  /** The last durable position that answers hold, on the one shard there is. */
  long position();

  /** The opaque form of {@link #position()}, for the header Holdfast-Position. */
  String positionToken();

  /**
   * What one channel sees.
   *
   * @throws dev.holdfast.shared.Problem CHANNEL_NOT_FOUND, SKU_NOT_FOUND or LOCATION_NOT_FOUND if
   *     something it names is unknown
   */
  View view(String channel, Filter filter);

  /** One channel's view of some SKUs. Always of the newest state; thread-safe. */
  interface View {

    /**
     * The position of the last change of the channel's settings. Read after {@link #of}, it is no
     * older than the settings that are in there.
     */
    long settingsPosition();

    /** Whether it shows this SKU. */
    boolean shows(int sku);

    /**
     * The next SKU that it shows, for walking through all of them.
     *
     * @param from the first that may be
     * @param before the first that may not be; at most {@link #skuCount()} is looked at
     * @return -1 if there is none
     */
    int next(int from, int before);

    /** How many SKUs there are, shown or not. */
    int skuCount();

    /** What the channel may sell of the SKU. */
    Availability of(int sku);
  }

  /**
   * Which SKUs, and where: those that match everything that is given.
   *
   * @param skus ids; empty for all
   * @param prefix that their ids begin with; empty for any
   * @param location the only one that counts; none for all that are open to the channel
   */
  record Filter(List<String> skus, String prefix, Optional<String> location) {

    /** How many SKUs may be named. */
    public static final int SKUS_MAX = 500;

    public static final Filter ALL = new Filter(List.of(), "", Optional.empty());

    /** This SKU alone. */
    public static Filter of(String sku) {
      return new Filter(List.of(sku), "", Optional.empty());
    }

    /** What the parameters {@code sku} (repeatable), {@code prefix} and {@code location} say. */
    public static Filter of(Query query) {
      List<String> skus = query.texts("sku");
      if (skus.size() > SKUS_MAX) {
        throw Query.invalid("sku", "may be given " + SKUS_MAX + " times at most");
      }
      return new Filter(skus, query.text("prefix").orElse(""), query.text("location"));
    }
  }
}
