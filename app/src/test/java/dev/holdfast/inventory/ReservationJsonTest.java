package dev.holdfast.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/** It is written as any record would be. */
class ReservationJsonTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  private static final JsonMapper AS_ANY_RECORD =
      JSON.rebuild().addMixIn(Reservation.class, AnyRecord.class).build();

  @JsonSerialize(using = ValueSerializer.None.class)
  private interface AnyRecord {}

  private static void expectAsAnyRecord(Reservation reservation) {
    assertThat(JSON.writeValueAsString(reservation))
        .isEqualTo(AS_ANY_RECORD.writeValueAsString(reservation));
  }

  @Test
  void writesEverythingThereIs() {
    expectAsAnyRecord(
        new Reservation(
            "r0-1",
            Reservation.State.CONFIRMED,
            "web",
            "c\"\\\né",
            "o-1",
            "drop",
            List.of(
                new Reservation.Line(1, "A", 2, "L", 3, 4),
                new Reservation.Line(2, "B", 5, "M", 6, 7)),
            Instant.parse("2026-11-25T10:15:30.123Z"),
            1L << 40));
  }

  @Test
  void leavesOutWhatIsNotThere() {
    expectAsAnyRecord(
        new Reservation(
            "r0-1", Reservation.State.HELD, "web", null, null, null, List.of(), Instant.EPOCH, 0));
  }
}
