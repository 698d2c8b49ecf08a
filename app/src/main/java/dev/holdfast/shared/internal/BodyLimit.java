package dev.holdfast.shared.internal;

import dev.holdfast.shared.Counted;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.Arrays;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * The largest body, in bytes. Of a larger one a few times as much is still read and thrown away, so
 * that whoever sent a little too much is done sending when it is told so.
 */
record BodyLimit(int bytesMax) {
  private static final int DISCARDED_TIMES_MAX = 4;
  private static final byte[] NONE = {};

  /**
   * Reads a body whole; nothing at all gives an empty array.
   *
   * @return an error BODY_TOO_LARGE beyond the limit, at once if the length is told beforehand
   */
  Mono<byte[]> read(ServerHttpRequest request) {
    return request.getHeaders().getContentLength() > bytesMax
        ? Mono.error(this::exceeded)
        : request.getBody().collect(Collected::new, Collected::add).map(Collected::whole);
  }

  private Problem exceeded() {
    return Problem.of(
            ProblemCode.BODY_TOO_LARGE,
            "The body has more than " + Counted.of(bytesMax, "byte") + "; send less at a time.")
        .with("maxBytes", bytesMax);
  }

  /** What has come so far. For one thread at a time. */
  private final class Collected {
    private byte[] bytes = NONE;
    private long length;

    /** Takes a buffer, and releases it. */
    void add(DataBuffer buffer) {
      try {
        int count = buffer.readableByteCount();
        if (length + count <= bytesMax) {
          append(buffer, (int) length, count);
        } else if (length + count > (long) bytesMax * DISCARDED_TIMES_MAX) {
          throw exceeded();
        } else {
          bytes = NONE;
        }
        length += count;
      } finally {
        DataBufferUtils.release(buffer);
      }
    }

    /** Most bodies come in one buffer, and are copied once. */
    private void append(DataBuffer buffer, int start, int count) {
      if (start + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(start + count, Math.min(2 * start, bytesMax)));
      }
      buffer.read(bytes, start, count);
    }

    byte[] whole() {
      if (length > bytesMax) {
        throw exceeded();
      }
      return bytes.length == length ? bytes : Arrays.copyOf(bytes, (int) length);
    }
  }
}
