package dev.holdfast.channel.internal;

import dev.holdfast.shared.Sha256;
import java.security.MessageDigest;

/** The SHA-256 of a key: enough to know the key by, and no help to make it. */
final class KeyHash {
  private final byte[] bytes;

  private KeyHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A key has 256 random bits, so that one round without a salt is as good as many. */
  static KeyHash of(String key) {
    return new KeyHash(Sha256.of(key));
  }

  static KeyHash stored(byte[] bytes) {
    return new KeyHash(bytes);
  }

  /** As it is stored: read, never written. */
  byte[] bytes() {
    return bytes;
  }

  /** Whether both are of one key, in a time that tells nothing of where they differ. */
  boolean matches(KeyHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }
}
