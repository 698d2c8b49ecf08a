package dev.holdfast.inventory.internal.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Reservations;
import dev.holdfast.inventory.Reservations.As;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.SellingChannel;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.RequestDigest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

class ReservationCommandsTest {
  private final Directory directory = mock(Directory.class, Mockito.RETURNS_DEEP_STUBS);
  private final ReservationCommands commands = new ReservationCommands(directory);

  private static Reservations.Hold hold(boolean byChannel, As as, boolean recorded) {
    return new Reservations.Hold(
        "channel",
        byChannel,
        0,
        List.of(new Reservations.Line("sku", 1, null)),
        List.of(),
        Reservations.Split.ANY,
        false,
        as,
        recorded,
        null,
        List.of(),
        "",
        "");
  }

  private boolean isAllowed(ChannelType type, Reservations.Hold hold) {
    when(directory.channel(anyString()))
        .thenReturn(new SellingChannel(0, "channel", type, QuantityDisplay.EXACT, 0));
    try {
      assertThat(commands.reserve(RequestDigest.NONE, hold).recorded()).isEqualTo(hold.recorded());
      return true;
    } catch (Problem problem) {
      assertThat(problem.code()).isEqualTo(ProblemCode.FORBIDDEN);
      return false;
    }
  }

  /** A key's scopes are checked elsewhere, and against the type its channel had by then. */
  @ParameterizedTest
  @EnumSource
  void onlyAChannelThatHandsOverRecordsOrReservesWhatIsPaid(ChannelType type) {
    boolean handsOver = type == ChannelType.POS || type == ChannelType.MARKETPLACE;
    for (As as : As.values()) {
      assertThat(isAllowed(type, hold(true, as, true))).isEqualTo(handsOver);
      assertThat(isAllowed(type, hold(true, as, false))).isEqualTo(handsOver || as == As.HELD);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBackOfficeMayForAnyChannel(ChannelType type) {
    for (As as : As.values()) {
      assertThat(isAllowed(type, hold(false, as, true))).isTrue();
      assertThat(isAllowed(type, hold(false, as, false))).isTrue();
    }
  }
}
