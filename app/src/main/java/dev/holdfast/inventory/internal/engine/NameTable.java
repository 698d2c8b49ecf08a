package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.api.Command;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ids and the ledger's ordinals for them, remembered once seen: the ledger gives an id one ordinal
 * for good. Thread-safe; without locks for what is remembered.
 */
public final class NameTable {
  private final ToIntFunction<String> find;
  private final IntFunction<String> name;
  private final Map<String, Integer> ordinalById = new ConcurrentHashMap<>();
  private volatile @Nullable String[] idByOrdinal = new @Nullable String[64];

  /**
   * Remembers nothing yet.
   *
   * @param find the ordinal of an id, or {@link Command#NONE}
   * @param name the id of an ordinal
   */
  NameTable(ToIntFunction<String> find, IntFunction<String> name) {
    this.find = find;
    this.name = name;
  }

  /** The ordinal, or {@link Command#NONE} if there is none with this id. */
  public int find(String id) {
    Integer known = ordinalById.get(id);
    if (known != null) {
      return known;
    }
    int ordinal = find.applyAsInt(id);
    if (ordinal != Command.NONE) {
      remember(id, ordinal);
    }
    return ordinal;
  }

  /** The id of an ordinal that the ledger has given out. */
  public String id(int ordinal) {
    @Nullable String[] ids = idByOrdinal;
    String known = ordinal < ids.length ? ids[ordinal] : null;
    return known == null ? look(ordinal) : known;
  }

  private String look(int ordinal) {
    String id = name.apply(ordinal);
    remember(id, ordinal);
    return id;
  }

  private synchronized void remember(String id, int ordinal) {
    @Nullable String[] ids = idByOrdinal;
    if (ordinal >= ids.length) {
      ids = Arrays.copyOf(ids, Math.max(ordinal + 1, ids.length * 2));
    }
    ids[ordinal] = id;
    idByOrdinal = ids;
    ordinalById.put(id, ordinal);
  }
}
