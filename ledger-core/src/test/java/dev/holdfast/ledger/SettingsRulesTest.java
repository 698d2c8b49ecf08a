package dev.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsRulesTest {
  private static final int CHANNELS_MAX = 65_536;

  @Test
  void refusesForGoodAnotherChannelThanThereMayBe() {
    try (var ledger = new TestLedger(MemoryJournal.of(0))) {
      for (int i = 1; i < CHANNELS_MAX; i++) {
        var _ = ledger.submit(channel("channel-" + i));
      }
      assertThat(ledger.ask(channel("last")).isOk()).isTrue();

      Reply refused = ledger.ask(channel("one-more"));
      assertThat(refused.code()).isEqualTo(ResultCode.LIMIT_REACHED);
      assertThat(refused.outcome()).isEqualTo(new Reply.Limit(CHANNELS_MAX));
      assertThat(ledger.ask(channel("last")).outcome())
          .isEqualTo(new Reply.Defined(CHANNELS_MAX - 1, false));
    }
  }

  private static Command channel(String id) {
    return new Command.DefineChannel(
        RequestId.NONE,
        Text.of(id),
        TestLedger.TTL_MILLIS,
        QuantityDisplay.EXACT,
        List.of(),
        Text.EMPTY);
  }
}
