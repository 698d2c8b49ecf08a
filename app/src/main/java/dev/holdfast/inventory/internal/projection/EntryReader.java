package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ItemFigures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link EntryWriter} wrote. */
public final class EntryReader {
  private final ByteBuffer bytes;
  private long position;
  private long timeMillis;

  private EntryReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * The entries of one row, in order.
   *
   * @throws IllegalArgumentException if a later version of the server wrote them
   */
  public static List<StoredEntry> read(ByteBuffer changes) {
    var reader = new EntryReader(changes.duplicate());
    int version = reader.bytes.get();
    if (version != EntryWriter.VERSION) {
      throw new IllegalArgumentException("Stored entries of version " + version);
    }
    var entries = new ArrayList<StoredEntry>();
    while (reader.bytes.hasRemaining()) {
      entries.add(reader.next());
    }
    return entries;
  }

  private StoredEntry next() {
    position += varint();
    timeMillis += varint();
    EntryType type = EntryType.of(bytes.get());
    int changed = bytes.get();
    int present = bytes.get();
    var change =
        new ItemFigures(
            change(changed, 0),
            change(changed, 1),
            change(changed, 2),
            change(changed, 3),
            change(changed, 4),
            change(changed, 5),
            change(changed, 6),
            change(changed, 7));
    long reservation = number(present, EntryWriter.HAS_RESERVATION, 0);
    int channel = (int) number(present, EntryWriter.HAS_CHANNEL, Command.NONE);
    String reference = text(present, EntryWriter.HAS_REFERENCE);
    String reason = text(present, EntryWriter.HAS_REASON);
    String actor = text(present, EntryWriter.HAS_ACTOR);
    int part = (int) number(present, EntryWriter.HAS_PART, 0);
    return new StoredEntry(
        position, timeMillis, type, change, part, reservation, channel, reference, reason, actor);
  }

  private long change(int changed, int bit) {
    if ((changed & (1 << bit)) == 0) {
      return 0;
    }
    long zigzag = varint();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private long number(int present, int flag, long absent) {
    return (present & flag) == 0 ? absent : varint();
  }

  private String text(int present, int flag) {
    if ((present & flag) == 0) {
      return "";
    }
    var utf8 = new byte[(int) varint()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      long part = bytes.get();
      value |= (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }
}
