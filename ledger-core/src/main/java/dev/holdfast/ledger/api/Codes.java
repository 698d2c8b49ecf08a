package dev.holdfast.ledger.api;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Finds an enum's constant by its wire code; codes are 0 to 255. */
final class Codes<E extends Enum<E>> {

  private final String name;
  private final @Nullable Object[] byCode = new @Nullable Object[256];

  private Codes(String name) {
    this.name = name;
  }

  static <E extends Enum<E>> Codes<E> of(Class<E> type, ToIntFunction<E> code) {
    var codes = new Codes<E>(type.getSimpleName());
    for (E constant : type.getEnumConstants()) {
      codes.byCode[code.applyAsInt(constant)] = constant;
    }
    return codes;
  }

  @SuppressWarnings("unchecked")
  E of(int code) {
    Object constant = byCode[code & 0xFF];
    if (constant == null) {
      throw new IllegalArgumentException("no " + name + " with code " + code);
    }
    return (E) constant;
  }
}
