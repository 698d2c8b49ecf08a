package dev.holdfast.stream.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.inventory.Availabilities.Filter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCursorTest {
  private static final StreamCursor CURSOR = cursor("journal", "web", "", "", "A", "B");

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 35, 36, Long.MAX_VALUE})
  void readsWhatItWrote(long position) {
    assertThat(CURSOR.positionIn(CURSOR.at(position))).isEqualTo(position);
  }

  @Test
  void knowsTheSameFilterInAnotherOrder() {
    assertThat(cursor("journal", "web", "", "", "B", "A", "B").positionIn(CURSOR.at(7)))
        .isEqualTo(7);
  }

  @Test
  void knowsNothingOfAnotherJournalChannelOrFilter() {
    String id = CURSOR.at(7);
    for (StreamCursor other :
        List.of(
            cursor("other", "web", "", "", "A", "B"),
            cursor("journal", "pos", "", "", "A", "B"),
            cursor("journal", "web", "L1", "", "A", "B"),
            cursor("journal", "web", "", "A", "A", "B"),
            cursor("journal", "web", "", "", "A"),
            cursor("journal", "web", "", ""))) {
      assertThat(other.positionIn(id)).isEqualTo(StreamCursor.NOTHING);
    }
  }

  @Test
  void tellsThePartsOfAFilterApart() {
    assertThat(
            cursor("journal", "web", "", "x\ny")
                .positionIn(cursor("journal", "web", "", "x", "y").at(1)))
        .isEqualTo(StreamCursor.NOTHING);
  }

  @Test
  void knowsNothingOfWhatItHasNotWritten() {
    String name = CURSOR.at(0).substring(0, CURSOR.at(0).length() - 1);
    for (String tail :
        List.of("", "-1", "+1", "00", "1Z", "1 ", "é", "zzzzzzzzzzzzz", "1y2p0ij32e8e8")) {
      assertThat(CURSOR.positionIn(name + tail)).as(tail).isEqualTo(StreamCursor.NOTHING);
    }
    assertThat(CURSOR.positionIn("")).isEqualTo(StreamCursor.NOTHING);
    assertThat(CURSOR.positionIn(name.substring(1) + "1")).isEqualTo(StreamCursor.NOTHING);
  }

  private static StreamCursor cursor(
      String journal, String channel, String location, String prefix, String... skus) {
    var at = location.isEmpty() ? Optional.<String>empty() : Optional.of(location);
    return StreamCursor.of(journal, channel, new Filter(List.of(skus), prefix, at));
  }
}
