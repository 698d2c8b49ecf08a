package dev.holdfast.ledger.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** A close finds commands in the ring that the owner has not looked at yet. */
final class PipelineDrainTest {

  private static final int ROUNDS = 3_000;
  private static final int COMMANDS = 4;
  private static final PipelineConfig CONFIG =
      new PipelineConfig(0, 8, 256 * 1_024, 64, 3, 1_000, 8, 10_000);

  @Test
  void storesWhatWasTakenBeforeTheClose() {
    for (int round = 0; round < ROUNDS; round++) {
      Pipeline pipeline =
          Pipeline.start(
              CONFIG,
              MemoryJournal.of(0),
              () -> 1_000L,
              published -> {},
              new Replica(0, () -> 1_000L));
      var told = new LinkedBlockingQueue<Reply>();
      for (int i = 0; i < COMMANDS; i++) {
        assertThat(pipeline.submit(location(i), told::add)).isTrue();
      }
      pipeline.close();
      assertThat(told).as("round %d", round).hasSize(COMMANDS).allMatch(Reply::isOk);
    }
  }

  private static Command location(int number) {
    return new Command.DefineLocation(
        RequestId.NONE, Text.of("l" + number), LocationType.STORE, Text.EMPTY);
  }
}
