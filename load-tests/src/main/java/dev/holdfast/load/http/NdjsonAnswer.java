package dev.holdfast.load.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the chunked answer to a bulk request as it comes, in pieces cut anywhere, and counts its
 * lines. Not thread-safe.
 */
final class NdjsonAnswer {

  private static final byte[] OK_HEAD = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OK_LINE = "{\"status\":2".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_END = 0x0D0A0D0A;
  private static final int SHOWN_BYTES_MAX = 2_000;

  private enum Part {
    HEAD,
    CHUNK_SIZE,
    CHUNK,
    TRAILER,
    END
  }

  private Part part = Part.HEAD;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
  private int lastFour;
  private long chunkLeft;
  private boolean isSizeRead;
  private int column;
  private boolean isRefused;
  private long lines;

  /** Takes the next bytes. */
  void take(byte[] bytes, int size) {
    for (int i = 0; i < size; ) {
      i = part == Part.CHUNK ? takeChunk(bytes, i, size) : takeFrame(bytes[i], i);
    }
  }

  boolean isWhole() {
    return part == Part.END;
  }

  /** How many lines have come, whole ones. */
  long lines() {
    return lines;
  }

  private int takeFrame(byte b, int index) {
    switch (part) {
      case HEAD -> takeHead(b);
      case CHUNK_SIZE -> takeSize(b);
      case TRAILER -> part = b == '\n' ? Part.END : Part.TRAILER;
      default -> throw new IllegalStateException("the answer goes on after its end");
    }
    return index + 1;
  }

  private void takeHead(byte b) {
    head.write(b);
    lastFour = lastFour << 8 | (b & 0xFF);
    if (lastFour == HEAD_END) {
      requireOk();
      part = Part.CHUNK_SIZE;
    }
  }

  private void requireOk() {
    byte[] bytes = head.toByteArray();
    for (int i = 0; i < OK_HEAD.length; i++) {
      if (bytes[i] != OK_HEAD[i]) {
        throw new IllegalStateException(head.toString(StandardCharsets.UTF_8));
      }
    }
  }

  /** Sizes come as {@code <hex>\r\n}, all but the first with the {@code \r\n} of a chunk before. */
  private void takeSize(byte b) {
    if (b == '\n') {
      if (isSizeRead) {
        part = chunkLeft == 0 ? Part.TRAILER : Part.CHUNK;
        isSizeRead = false;
      }
    } else if (b != '\r') {
      chunkLeft = chunkLeft * 16 + Character.digit(b, 16);
      isSizeRead = true;
    }
  }

  private int takeChunk(byte[] bytes, int from, int size) {
    int end = (int) Math.min(size, from + chunkLeft);
    for (int i = from; i < end; ) {
      i = takeText(bytes, i, end);
    }
    chunkLeft -= end - from;
    if (chunkLeft == 0) {
      part = Part.CHUNK_SIZE;
    }
    return end;
  }

  /**
   * Takes a piece of a line, or its end. Once a line is seen to be accepted, its rest is nothing.
   */
  private int takeText(byte[] bytes, int from, int end) {
    byte b = bytes[from];
    if (b == '\n') {
      requireAccepted();
      lines++;
      column = 0;
      return from + 1;
    }
    if (column == OK_LINE.length && !isRefused) {
      return newline(bytes, from, end);
    }
    if (!isRefused && b != OK_LINE[column]) {
      isRefused = true;
      refusal.write(OK_LINE, 0, column);
    }
    if (isRefused) {
      if (refusal.size() < SHOWN_BYTES_MAX) {
        refusal.write(b);
      }
    } else {
      column++;
    }
    return from + 1;
  }

  private static int newline(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  private void requireAccepted() {
    if (isRefused) {
      throw new IllegalStateException(
          "line " + (lines + 1) + ": " + refusal.toString(StandardCharsets.UTF_8));
    }
  }
}
