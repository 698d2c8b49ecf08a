package dev.holdfast.inventory.internal.ports;

import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.ArrayList;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Lists in the order of creation, which is that of the ledger's ordinals. */
public final class OrdinalPages {

  private OrdinalPages() {}

  /** Finds the next ordinal of a list, from the first on and before the second, or -1. */
  @FunctionalInterface
  public interface Next {
    int find(int from, int before);
  }

  /** Every ordinal. */
  public static final Next EVERY = (from, before) -> from < before ? from : -1;

  /**
   * One page.
   *
   * @param count how many ordinals there are
   * @param lookMax how many to look at before the page ends short
   * @param next which of them belong to the list
   * @param item what is listed for one, or null for one that does not belong to the list either
   * @throws dev.holdfast.shared.Problem INVALID_PARAMETER if the cursor is none of ours
   */
  public static <T> Page<T> of(
      PageRequest page, int count, int lookMax, Next next, IntFunction<@Nullable T> item) {
    int from = page.after().map(OrdinalPages::ordinal).orElse(0);
    int before = Math.min(count, from + lookMax);
    var items = new ArrayList<T>(Math.min(page.limit(), 64));
    int ordinal = next.find(from, before);
    while (ordinal >= 0 && items.size() < page.limit()) {
      T listed = item.apply(ordinal);
      if (listed != null) {
        items.add(listed);
      }
      ordinal = next.find(ordinal + 1, before);
    }
    int rest = ordinal >= 0 ? ordinal : before;
    return rest < count ? Page.before(items, Integer.toString(rest)) : Page.last(items);
  }

  private static int ordinal(String after) {
    try {
      int ordinal = Integer.parseInt(after);
      if (ordinal >= 0 && Integer.toString(ordinal).equals(after)) {
        return ordinal;
      }
    } catch (NumberFormatException notANumber) {
      // refused below
    }
    throw PageRequest.badCursor();
  }
}
