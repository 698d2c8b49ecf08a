package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a small shop's journal holds: SKU 0 at two locations, reserved at both, one confirmed, one
 * released; and a new SKU with each reservation, so that indexes grow. A block for each command.
 */
final class StoredHistory {

  static final int SHARD = 0;
  static final long NOW_MILLIS = 1_800_000_000_000L;

  private static final int RESERVATIONS = 300;
  private static final long ENOUGH = 1_000_000;
  private static final PipelineConfig CONFIG =
      new PipelineConfig(SHARD, 64, 256 * 1024, 64, 3, 1_000, 8, 10_000);

  private final Pipeline pipeline;

  private StoredHistory(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static List<Block> blocks() {
    var journal = MemoryJournal.of(SHARD);
    var history =
        new StoredHistory(
            Pipeline.start(
                CONFIG,
                journal,
                () -> NOW_MILLIS,
                published -> {},
                new Replica(0, () -> NOW_MILLIS)));
    history.open();
    for (int i = 1; i <= RESERVATIONS; i++) {
      history.sell(i);
    }
    history.pipeline.close();
    return journal.blocks();
  }

  /** The id of a SKU, by its ordinal. */
  static String skuId(int sku) {
    return "sku-" + sku;
  }

  private void open() {
    location("north");
    location("south");
    ask(
        new Command.DefineChannel(
            RequestId.NONE,
            Text.of("web"),
            Command.TTL_MILLIS_MAX,
            QuantityDisplay.EXACT,
            List.of(),
            Text.EMPTY));
    sku(0);
    receive(0);
    receive(1);
  }

  private void sell(int round) {
    sku(round);
    long reservation = reserve();
    if (round % 2 == 0) {
      change(reservation, Command.Verb.CONFIRM);
    } else {
      change(reservation, Command.Verb.RELEASE);
    }
  }

  private void location(String id) {
    ask(
        new Command.DefineLocation(
            RequestId.NONE, Text.of(id), LocationType.WAREHOUSE, Text.EMPTY));
  }

  private void sku(int sku) {
    ask(new Command.DefineSku(RequestId.NONE, Text.of(skuId(sku)), 0, 0, Text.EMPTY));
  }

  private void receive(int location) {
    ask(
        new Command.Move(
            RequestId.NONE,
            0,
            location,
            MovementType.RECEIVE,
            ENOUGH,
            Condition.AVAILABLE,
            Condition.AVAILABLE,
            Command.NONE,
            0,
            0,
            -1,
            false,
            Text.EMPTY,
            Text.EMPTY,
            Text.EMPTY));
  }

  private long reserve() {
    Reply reply =
        ask(
            new Command.Reserve(
                RequestId.NONE,
                0,
                0,
                false,
                List.of(new Command.Line(0, 1, 0), new Command.Line(0, 1, 1)),
                List.of(),
                Split.ANY,
                false,
                ReservedAs.HELD,
                false,
                Command.NONE,
                List.of(),
                Text.EMPTY,
                Text.EMPTY));
    return ((Reply.Reserved) reply.outcome()).reservation().id();
  }

  private void change(long reservation, Command.Verb verb) {
    ask(new Command.Change(RequestId.NONE, reservation, Command.NONE, verb, List.of(), false));
  }

  /** Waits for the reply, so that no two commands share a block. */
  private Reply ask(Command command) {
    var reply = new CompletableFuture<Reply>();
    if (!pipeline.submit(command, reply::complete) || !reply.join().isOk()) {
      throw new AssertionError(command + " was not done: " + reply);
    }
    return reply.join();
  }
}
