package dev.holdfast.inventory.internal.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.Problem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrdinalPagesTest {
  private static final int MANY = 1_000;

  /** Every item of a list, page by page. */
  private static List<Integer> walk(int count, int limit, int lookMax, OrdinalPages.Next next) {
    var all = new ArrayList<Integer>();
    Optional<String> after = Optional.empty();
    do {
      Page<Integer> page =
          OrdinalPages.of(new PageRequest(limit, after), count, lookMax, next, it -> it);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      after = Optional.ofNullable(page.next()).map(OrdinalPagesTest::decoded);
    } while (after.isPresent());
    return all;
  }

  private static String decoded(String cursor) {
    return new String(
        Base64.getUrlDecoder().decode(cursor), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int even(int from, int before) {
    int next = from + from % 2;
    return next < before ? next : -1;
  }

  @Test
  void pagesTogetherAreTheWholeListOnce() {
    assertThat(walk(7, 3, MANY, OrdinalPages.EVERY)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(walk(6, 3, MANY, OrdinalPages.EVERY)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(walk(0, 3, MANY, OrdinalPages.EVERY)).isEmpty();
  }

  @Test
  void whatDoesNotBelongIsLeftOut() {
    assertThat(walk(9, 2, MANY, OrdinalPagesTest::even)).containsExactly(0, 2, 4, 6, 8);
  }

  @Test
  void aPageThatHasLookedLongEnoughEndsShortAndTheNextGoesOn() {
    assertThat(walk(9, 5, 2, OrdinalPagesTest::even)).containsExactly(0, 2, 4, 6, 8);
    Page<Integer> first =
        OrdinalPages.of(new PageRequest(5, Optional.empty()), 9, 2, (from, before) -> -1, it -> it);
    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isNotNull();
  }

  @Test
  void theLastPageSaysSo() {
    assertThat(
            OrdinalPages.of(
                    new PageRequest(3, Optional.empty()), 3, MANY, OrdinalPages.EVERY, it -> it)
                .next())
        .isNull();
  }

  @Test
  void aCursorThatIsNoneOfOursIsRefused() {
    for (String cursor : List.of("x", "-1", "01", "99999999999")) {
      var page = new PageRequest(3, Optional.of(cursor));
      assertThatThrownBy(() -> OrdinalPages.of(page, 9, MANY, OrdinalPages.EVERY, it -> it))
          .isInstanceOf(Problem.class);
    }
  }
}
