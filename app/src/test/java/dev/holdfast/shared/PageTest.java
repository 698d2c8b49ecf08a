package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void leadsBackToThePlaceItWasMadeFor() {
    Samples.check(
        random -> {
          String place = Samples.text(random, 'A', 'z', 1, 64);
          assertThat(PageRequest.decode(PageRequest.encode(place))).isEqualTo(place);
        });
  }

  @Test
  void neverFailsButByRefusing() {
    Samples.check(
        random -> {
          String cursor = Samples.anyText(random, 100);
          try {
            PageRequest.decode(cursor);
          } catch (Problem problem) {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_PARAMETER);
          }
        });
  }

  @Test
  void pagesLoseAndDoubleNothing() {
    Samples.check(
        random -> {
          List<String> all =
              IntStream.range(0, random.nextInt(20)).mapToObj(Integer::toString).toList();
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
        });
  }

  @Test
  void endsWithoutACursor() {
    assertThat(Page.of(List.of("a"), 1, item -> item).next()).isNull();
  }
}
