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

  private final LedgerState state;
  private final LocationTable locations;
  private final ChannelTable channels;
  private int[] found = new int[64];
  private int size;
  private int[] seenIn = new int[64];
  private int round;
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

  /** Collects those of a reservation that have, or had, any of its SKUs. */
  void collect(Wanted whatIsWanted) {
    wanted = whatIsWanted;
    size = 0;
    round++;
    for (int i = 0; i < wanted.rankedSize(); i++) {
      add(wanted.ranked(i));
    }
    int sortedFrom = size;
    for (int i = 0; i < wanted.lines(); i++) {
      if (wanted.location(i) != Command.NONE) {
        add(wanted.location(i));
      } else if (wanted.rankedSize() == 0) {
        addAllowed(wanted.sku(i));
      }
    }
    sortById(sortedFrom);
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

  private void addAllowed(int sku) {
    StockTable stock = state.stock();
    for (int item = state.skus().firstStock(sku); item >= 0; item = stock.next(item)) {
      if (channels.allows(wanted.channel(), stock.location(item))) {
        add(stock.location(item));
      }
    }
  }

  private void add(int location) {
    if (location >= seenIn.length) {
      seenIn = Arrays.copyOf(seenIn, Math.max(location + 1, seenIn.length * 2));
    }
    if (seenIn[location] == round) {
      return;
    }
    seenIn[location] = round;
    if (size == found.length) {
      found = Arrays.copyOf(found, size * 2);
    }
    found[size++] = location;
  }

  private void sortById(int from) {
    for (int i = from + 1; i < size; i++) {
      int location = found[i];
      int at = i;
      while (at > from && locations.compareIds(location, found[at - 1]) < 0) {
        found[at] = found[at - 1];
        at--;
      }
      found[at] = location;
    }
  }
}
