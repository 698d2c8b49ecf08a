package dev.holdfast.inventory.internal.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.channel.Channel;
import dev.holdfast.inventory.Quantities;
import dev.holdfast.inventory.Reservations;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import org.junit.jupiter.api.Test;

/** What requests may say is what the ledger takes. */
class BoundsTest {
  @Test
  void boundsOfRequestsAreThoseOfTheLedger() {
    assertThat(Quantities.QUANTITY_MAX).isEqualTo(Command.QUANTITY_MAX);
    assertThat(Quantities.ON_HAND_MAX).isEqualTo(ResultCode.ON_HAND_MAX);
    assertThat(Reservations.LINES_MAX).isEqualTo(Command.LINES_MAX);
    assertThat(Reservations.LOCATIONS_MAX).isEqualTo(Command.RANKED_MAX);
    assertThat(Reservations.DRAWS_MAX).isEqualTo(Command.DRAWS_MAX);
    assertThat(Channel.TTL_SECONDS_MAX * 1_000L).isEqualTo(Command.TTL_MILLIS_MAX);
  }
}
