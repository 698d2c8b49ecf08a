package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.record.Wanted;
import dev.holdfast.ledger.state.ChannelTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.LocationTable;
import dev.holdfast.ledger.state.StockTable;
import java.util.Arrays;

/**
 * The locations that any line of a reservation may come from, best first: the caller's ranked list,
 * else the channel's allowed ones by id; those that only single lines name come after the list. Not
 * thread-safe.
 */
final class Candidates {

  private static final int UNRANKED = -1;

  private final LedgerState state;
  private final LocationTable locations;
  private final ChannelTable channels;
  private int[] found = new int[64];
  private int size;

  /** By location, the round in which it was met last, and its rank in it or {@link #UNRANKED}. */
  private long[] metIn = new long[64];

  private int[] ranks = new int[64];
  private int unranked;
  private long round;
  private Wanted wanted = new Wanted();

  Candidates(LedgerState state) {
    this.state = state;
    this.locations = state.locations();
    this.channels = state.channels();
  }

  int size() {
    return size;
  }

  int location(int rank) {
    return found[rank];
  }

  /** The rank of one that was collected. */
  int rankOf(int location) {
    return ranks[location];
  }

  /** Collects those of a reservation that have, or had, any of its SKUs. */
  void collect(Wanted whatIsWanted) {
    wanted = whatIsWanted;
    size = 0;
    round++;
    unranked = 0;
    for (int i = 0; i < wanted.rankedSize(); i++) {
      meet(wanted.ranked(i));
      rank(wanted.ranked(i));
    }
    for (int i = 0; i < wanted.lines(); i++) {
      if (wanted.location(i) != Command.NONE) {
        meet(wanted.location(i));
      } else if (wanted.rankedSize() == 0) {
        meetAllowed(wanted.sku(i));
      }
    }
    for (int place = 0; unranked > 0; place++) {
      rank(locations.byId(place));
    }
  }

  /** Whether lines that name no location may come from one. */
  boolean isOpenToAll(int location) {
    if (wanted.rankedSize() == 0) {
      return channels.allows(wanted.channel(), location);
    }
    for (int i = 0; i < wanted.rankedSize(); i++) {
      if (wanted.ranked(i) == location) {
        return true;
      }
    }
    return false;
  }

  /** Of all locations that a channel may sell from, the one with the first id; NONE for none. */
  int firstAllowed(int channel) {
    for (int place = 0; place < locations.count(); place++) {
      if (channels.allows(channel, locations.byId(place))) {
        return locations.byId(place);
      }
    }
    return Command.NONE;
  }

  private void meetAllowed(int sku) {
    StockTable stock = state.stock();
    for (int item = state.skus().firstStock(sku); item >= 0; item = stock.next(item)) {
      if (channels.allows(wanted.channel(), stock.location(item))) {
        meet(stock.location(item));
      }
    }
  }

  private void meet(int location) {
    if (location >= metIn.length) {
      int capacity = Math.max(location + 1, metIn.length * 2);
      metIn = Arrays.copyOf(metIn, capacity);
      ranks = Arrays.copyOf(ranks, capacity);
    }
    if (metIn[location] != round) {
      metIn[location] = round;
      ranks[location] = UNRANKED;
      unranked++;
    }
  }

  /** Ranks a location behind all others, if it was met and not ranked yet. */
  private void rank(int location) {
    if (location >= metIn.length || metIn[location] != round || ranks[location] != UNRANKED) {
      return;
    }
    if (size == found.length) {
      found = Arrays.copyOf(found, size * 2);
    }
    ranks[location] = size;
    found[size++] = location;
    unranked--;
  }
}
