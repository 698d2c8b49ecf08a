package dev.holdfast.load.http;

import java.nio.charset.StandardCharsets;

/** As much of HTTP/1.1 as is needed to tell where an answer with a Content-Length ends. */
final class AnswerBytes {

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  private AnswerBytes() {}

  /** Whether the bytes are one whole answer. */
  static boolean isWhole(byte[] bytes, int size) {
    int body = bodyStart(bytes, size);
    return body >= 0 && size - body >= contentLength(bytes, body);
  }

  /** Throws the answer if its status is not 2xx. */
  static void requireSuccess(byte[] bytes, int size) {
    if (bytes["HTTP/1.1 ".length()] != '2') {
      throw new IllegalStateException(new String(bytes, 0, size, StandardCharsets.UTF_8));
    }
  }

  private static int bodyStart(byte[] bytes, int size) {
    for (int i = 3; i < size; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n' && bytes[i - 1] == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(byte[] bytes, int headEnd) {
    for (int i = 0; i < headEnd - LENGTH.length; i++) {
      if (bytes[i] == '\n' && startsWith(bytes, i + 1)) {
        return number(bytes, i + 1 + LENGTH.length);
      }
    }
    throw new IllegalStateException("an answer without Content-Length");
  }

  private static boolean startsWith(byte[] bytes, int from) {
    for (int i = 0; i < LENGTH.length; i++) {
      if ((bytes[from + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from) {
    int value = 0;
    for (int i = from; bytes[i] != '\r'; i++) {
      if (bytes[i] != ' ') {
        value = value * 10 + bytes[i] - '0';
      }
    }
    return value;
  }
}
