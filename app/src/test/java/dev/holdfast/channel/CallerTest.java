package dev.holdfast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.shared.Problem;
import org.junit.jupiter.api.Test;

class CallerTest {
  private static final Caller WEB = new Caller("w", "web", Scopes.of(Scope.RESERVATIONS_WRITE));
  private static final Caller POS = new Caller("p", "pos", Scopes.of(Scope.ORDERS_ALL_CHANNELS));
  private static final Caller OFFICE = new Caller("o", null, Scopes.of(Scope.STOCK_READ));

  @Test
  void seesItsOwnChannelOnly() {
    assertThat(WEB.sees("web")).isTrue();
    assertThat(WEB.sees("pos")).isFalse();
    assertThat(WEB.visibleChannel(null)).contains("web");
    assertThatThrownBy(() -> WEB.visibleChannel("pos")).isInstanceOf(Problem.class);
  }

  @Test
  void seesAllChannelsWithTheScopeForIt() {
    assertThat(POS.sees("web")).isTrue();
    assertThat(POS.visibleChannel(null)).isEmpty();
    assertThat(POS.visibleChannel("web")).contains("web");
    assertThatThrownBy(() -> POS.channelOr("web")).isInstanceOf(Problem.class);
    assertThat(POS.channelOr(null)).isEqualTo("pos");
  }

  @Test
  void seesAllChannelsFromTheBackOffice() {
    assertThat(OFFICE.sees("web")).isTrue();
    assertThat(OFFICE.visibleChannel(null)).isEmpty();
    assertThat(OFFICE.channelOr("web")).isEqualTo("web");
    assertThatThrownBy(() -> OFFICE.channelOr(null)).isInstanceOf(Problem.class);
  }

  @Test
  void refusesWithoutTheScope() {
    OFFICE.require(Scope.STOCK_READ);
    assertThatThrownBy(() -> OFFICE.require(Scope.STOCK_WRITE)).isInstanceOf(Problem.class);
  }
}
