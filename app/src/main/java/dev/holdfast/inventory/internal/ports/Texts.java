package dev.holdfast.inventory.internal.ports;

import org.jspecify.annotations.Nullable;

/** The ledger's texts, of which an empty one stands for none. */
public final class Texts {
  private Texts() {}

  /** The text; null for none. */
  public static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
