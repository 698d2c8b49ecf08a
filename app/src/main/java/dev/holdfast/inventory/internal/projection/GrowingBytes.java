package dev.holdfast.inventory.internal.projection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes written one behind the other, as many as there is memory for. Not thread-safe. */
final class GrowingBytes {
  private static final VarHandle SHORT = big(short[].class);
  private static final VarHandle INT = big(int[].class);
  private static final VarHandle LONG = big(long[].class);

  private byte[] bytes;
  private int length;

  GrowingBytes(int capacity) {
    bytes = new byte[capacity];
  }

  private static VarHandle big(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }

  /** What is written, up to {@link #length}. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void put(int value) {
    int at = claim(1);
    bytes[at] = (byte) value;
  }

  void putShort(int value) {
    int at = claim(Short.BYTES);
    SHORT.set(bytes, at, (short) value);
  }

  void putInt(int value) {
    int at = claim(Integer.BYTES);
    INT.set(bytes, at, value);
  }

  void putLong(long value) {
    int at = claim(Long.BYTES);
    LONG.set(bytes, at, value);
  }

  void put(byte[] source, int from, int count) {
    int at = claim(count);
    System.arraycopy(source, from, bytes, at, count);
  }

  /** Seven bits a byte, the lowest first, the highest bit set while more follow. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** A number of either sign: 0, -1, 1, -2 … as 0, 1, 2, 3 …. */
  void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  private int claim(int count) {
    int at = length;
    length += count;
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
    }
    return at;
  }
}
