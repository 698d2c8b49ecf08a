package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

class CursorTest {

  @Property
  void leadsBackToThePlaceItWasMadeFor(
      @ForAll @AlphaChars @StringLength(min = 1, max = 64) String place) {
    assertThat(Cursor.decode(Cursor.encode(place))).isEqualTo(place);
  }

  @Property
  void neverFailsButByRefusing(@ForAll String cursor) {
    try {
      Cursor.decode(cursor);
    } catch (Problem problem) {
      assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_PARAMETER);
    }
  }

  @Property
  void pagesLoseAndDoubleNothing(@ForAll @UniqueElements List<String> all) {
    var seen = new ArrayList<String>();
    int from = 0;
    boolean more = true;
    while (more) {
      int end = Math.min(all.size(), from + 3);
      Page<String> page = Page.of(all.subList(from, end), 2, item -> item);
      seen.addAll(page.items());
      from = seen.size();
      more = page.next() != null;
    }
    assertThat(seen).isEqualTo(all);
  }

  @Example
  void endsWithoutACursor() {
    assertThat(Page.of(List.of("a"), 1, item -> item).next()).isNull();
  }
}
