package dev.holdfast.shared.internal;

import dev.holdfast.shared.Counted;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * The largest body, in bytes. Of a larger one a few times as much is still read and thrown away, so
 * that whoever sent a little too much is done sending when it is told so.
 */
final class BodyLimit {
  /** What is below is not counted: the bound of what is under way bounds it. */
  private static final int SMALL = 16 << 10;

  private static final int DISCARDED_TIMES_MAX = 4;
  private static final byte[] NONE = {};

  private final int bytesMax;
  private final long allBytesMax;

  /** What large bodies take up, all together. */
  private final AtomicLong allBytes = new AtomicLong();

  /**
   * Nothing has been read.
   *
   * @param bytesMax of one body
   * @param allBytesMax of all that are being read
   */
  BodyLimit(int bytesMax, long allBytesMax) {
    this.bytesMax = bytesMax;
    this.allBytesMax = allBytesMax;
  }

  /**
   * Reads a body whole; nothing at all gives an empty array.
   *
   * @return an error BODY_TOO_LARGE beyond the limit, at once if the length is told beforehand;
   *     SERVER_BUSY if others take up all there is for bodies
   */
  Mono<byte[]> read(ServerHttpRequest request) {
    return request.getHeaders().getContentLength() > bytesMax
        ? Mono.error(this::exceeded)
        : Mono.defer(() -> collect(request));
  }

  private Mono<byte[]> collect(ServerHttpRequest request) {
    var collected = new Collected();
    return request
        .getBody()
        .collect(() -> collected, Collected::add)
        .map(Collected::whole)
        .doFinally(_ -> collected.giveBack());
  }

  private static Problem busy() {
    return Problem.of(
        ProblemCode.SERVER_BUSY,
        "As many large bodies are being read as may be. Nothing was done; try again shortly.");
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
    private long taken;

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
        int capacity = Math.max(start + count, Math.min(2 * start, bytesMax));
        takeUp(capacity);
        bytes = Arrays.copyOf(bytes, capacity);
      }
      buffer.read(bytes, start, count);
    }

    private void takeUp(long capacity) {
      long more = capacity <= SMALL ? 0 : capacity - taken;
      if (more > 0) {
        taken += more;
        if (allBytes.addAndGet(more) > allBytesMax) {
          throw busy();
        }
      }
    }

    void giveBack() {
      if (taken > 0) {
        allBytes.addAndGet(-taken);
        taken = 0;
      }
    }

    byte[] whole() {
      if (length > bytesMax) {
        throw exceeded();
      }
      return bytes.length == length ? bytes : Arrays.copyOf(bytes, (int) length);
    }
  }
}
