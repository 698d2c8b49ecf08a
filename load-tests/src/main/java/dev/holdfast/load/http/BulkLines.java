package dev.holdfast.load.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Lines of one reservation each, in chunks as HTTP sends them: the same bytes again and again, or
 * each with a request id of its own. Not thread-safe.
 */
final class BulkLines {

  /** How many lines are in a chunk. */
  static final int LINES_PER_CHUNK = 500;

  private static final String ID = "000000000000";

  private final byte[] line;
  private final int idEnd;
  private final byte[] chunk;
  private final int dataStart;
  private long nextId;

  /**
   * Lines that reserve one unit of a SKU.
   *
   * @param firstId the first request id, counted on from there; 0 for none
   */
  BulkLines(String sku, long firstId) {
    String lines = "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]";
    String text = firstId == 0 ? lines + "}\n" : lines + ",\"requestId\":\"" + ID + "\"}\n";
    line = text.getBytes(StandardCharsets.US_ASCII);
    idEnd = line.length - "\"}\n".length();
    nextId = firstId;
    byte[] size =
        (Integer.toHexString(line.length * LINES_PER_CHUNK) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    dataStart = size.length;
    chunk = new byte[size.length + line.length * LINES_PER_CHUNK + 2];
    System.arraycopy(size, 0, chunk, 0, size.length);
    for (int i = 0; i < LINES_PER_CHUNK; i++) {
      System.arraycopy(line, 0, chunk, dataStart + i * line.length, line.length);
    }
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
  }

  /** The next chunk, good until the one after it is asked for. */
  ByteBuffer next() {
    if (nextId != 0) {
      for (int i = 0; i < LINES_PER_CHUNK; i++) {
        writeId(dataStart + i * line.length + idEnd, nextId++);
      }
    }
    return ByteBuffer.wrap(chunk);
  }

  private void writeId(int end, long id) {
    long rest = id;
    for (int i = 1; i <= ID.length(); i++) {
      chunk[end - i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
