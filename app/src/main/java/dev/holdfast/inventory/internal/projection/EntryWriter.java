package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ItemFigures;
import java.nio.charset.StandardCharsets;

/**
 * Writes the entries of one stock item behind one another, as {@code stock_at.changes} holds them
 * and {@link EntryReader} reads them. Not thread-safe.
 *
 * <p>A byte for the version, then the entries. Of each: position and time as varints, the first
 * entry's whole and the others' as what was added to the entry before; a byte for its type; a byte
 * with a bit for each figure that changed, in the order of {@link ItemFigures}; a byte with a bit
 * for each thing that is there, {@link #HAS_RESERVATION} and so on; the changes, zigzag; and the
 * things, numbers as varints and texts with their length before.
 */
final class EntryWriter {
  static final int VERSION = 1;

  static final int HAS_RESERVATION = 1;
  static final int HAS_CHANNEL = 2;
  static final int HAS_REFERENCE = 4;
  static final int HAS_REASON = 8;
  static final int HAS_ACTOR = 16;
  static final int HAS_PART = 32;

  private static final int USUAL_BYTES = 64;

  private final GrowingBytes bytes = new GrowingBytes(USUAL_BYTES);
  private long position;
  private long timeMillis;

  EntryWriter() {
    bytes.put(VERSION);
  }

  /** What is written so far. */
  GrowingBytes bytes() {
    return bytes;
  }

  /** Writes an entry; its position is beyond the last one's. */
  void write(StoredEntry entry) {
    bytes.putVarint(entry.position() - position);
    bytes.putVarint(entry.timeMillis() - timeMillis);
    position = entry.position();
    timeMillis = entry.timeMillis();
    bytes.put(entry.type().code());
    ItemFigures change = entry.change();
    bytes.put(changed(change));
    bytes.put(present(entry));
    writeChanges(change);
    writeNumber(entry.reservation(), 0);
    writeNumber(entry.channel(), Command.NONE);
    writeText(entry.reference());
    writeText(entry.reason());
    writeText(entry.actor());
    writeNumber(entry.part(), 0);
  }

  private static int changed(ItemFigures change) {
    return bit(change.onHand(), 0)
        | bit(change.held(), 1)
        | bit(change.committed(), 2)
        | bit(change.safetyTarget(), 3)
        | bit(change.damaged(), 4)
        | bit(change.qualityControl(), 5)
        | bit(change.incoming(), 6)
        | bit(change.backordered(), 7);
  }

  private static int bit(long change, int bit) {
    return change == 0 ? 0 : 1 << bit;
  }

  private static int present(StoredEntry entry) {
    return (entry.reservation() == 0 ? 0 : HAS_RESERVATION)
        | (entry.channel() == Command.NONE ? 0 : HAS_CHANNEL)
        | (entry.reference().isEmpty() ? 0 : HAS_REFERENCE)
        | (entry.reason().isEmpty() ? 0 : HAS_REASON)
        | (entry.actor().isEmpty() ? 0 : HAS_ACTOR)
        | (entry.part() == 0 ? 0 : HAS_PART);
  }

  private void writeChanges(ItemFigures change) {
    writeChange(change.onHand());
    writeChange(change.held());
    writeChange(change.committed());
    writeChange(change.safetyTarget());
    writeChange(change.damaged());
    writeChange(change.qualityControl());
    writeChange(change.incoming());
    writeChange(change.backordered());
  }

  private void writeChange(long change) {
    if (change != 0) {
      bytes.putZigzag(change);
    }
  }

  private void writeNumber(long number, long absent) {
    if (number != absent) {
      bytes.putVarint(number);
    }
  }

  private void writeText(String text) {
    if (!text.isEmpty()) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      bytes.putVarint(utf8.length);
      bytes.put(utf8, 0, utf8.length);
    }
  }
}
