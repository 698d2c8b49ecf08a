package dev.holdfast.stream.internal;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.stream.internal.wire.StreamCursor;
import java.util.List;

/**
 * What a client wants to follow, checked.
 *
 * @param view the view that shows it
 * @param eyes what the channel is shown of any SKU there
 * @param interest which SKUs it follows
 * @param cursor the ids of its events
 * @param known the position up to which it knows everything, or {@link StreamCursor#NOTHING}
 */
record StreamRequest(
    Views.Key view, Availabilities.View eyes, Interest interest, StreamCursor cursor, long known) {

  /**
   * Reads what a client asked for.
   *
   * @param lastEventId the id it last saw; empty for none
   * @throws dev.holdfast.shared.Problem if the channel, a SKU or the location is unknown
   */
  static StreamRequest of(
      Availabilities availabilities,
      String channel,
      Availabilities.Filter filter,
      String lastEventId) {
    var everySku = new Availabilities.Filter(List.of(), "", filter.location());
    var cursor = StreamCursor.of(availabilities.journalId(), channel, filter);
    return new StreamRequest(
        new Views.Key(channel, filter.location()),
        availabilities.view(channel, everySku),
        Interest.of(filter, availabilities.view(channel, filter)),
        cursor,
        cursor.positionIn(lastEventId));
  }
}
