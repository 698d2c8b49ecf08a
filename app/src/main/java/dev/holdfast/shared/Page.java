package dev.holdfast.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor that continues; null, and written so, at the end
 */
public record Page<T>(
    List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

  /** The last part. */
  public static <T> Page<T> last(List<T> items) {
    return new Page<>(items, null);
  }

  /**
   * A part with more behind it.
   *
   * @param after where the next part begins, in the list's own terms; it comes back as {@link
   *     PageRequest#after()}
   */
  public static <T> Page<T> before(List<T> items, String after) {
    return new Page<>(items, PageRequest.encode(after));
  }

  /**
   * The first {@code limit} of the rows, if there was one row more asked for than that.
   *
   * @param rows at most {@code limit + 1}
   * @param key where a part begins that begins after this row
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<? super T, String> key) {
    if (rows.size() <= limit) {
      return last(rows);
    }
    List<T> items = rows.subList(0, limit);
    return before(items, key.apply(items.getLast()));
  }

  /** The same part of the list of what each item is mapped to. */
  public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
    return new Page<>(items.stream().<R>map(mapper).toList(), next);
  }
}
