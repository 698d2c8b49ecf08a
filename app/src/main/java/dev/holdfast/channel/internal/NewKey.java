package dev.holdfast.channel.internal;

import java.security.SecureRandom;

/**
 * A key that was just made: {@code hf_<id>_<secret>}.
 *
 * @param id 12 random characters, no secret
 * @param key the whole of it, with 256 random bits; shown once and never stored
 */
record NewKey(String id, String key) {
  private static final String PREFIX = "hf_";
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 43;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A key with an id of its own. */
  static NewKey make() {
    return make(random(ID_LENGTH));
  }

  /** Another key with this id. */
  static NewKey make(String id) {
    return new NewKey(id, PREFIX + id + "_" + random(SECRET_LENGTH));
  }

  KeyHash hash() {
    return KeyHash.of(key);
  }

  /** The id that a key names; empty if it has not the form of one. */
  static String idIn(String key) {
    int end = key.indexOf('_', PREFIX.length());
    return key.startsWith(PREFIX) && end > 0 ? key.substring(PREFIX.length(), end) : "";
  }

  /** Never the key. */
  @Override
  public String toString() {
    return PREFIX + id + "_…";
  }

  private static String random(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
