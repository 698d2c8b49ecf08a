package dev.holdfast.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.Quiet;
import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Line;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.follow.StockFact.Kind;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.journal.MemoryJournal;
import dev.holdfast.ledger.snapshot.MemorySnapshots;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerTest {

  private static final FollowerConfig PACE = new FollowerConfig(1, 20, 1, 10_000);
  private static final Text NONE = Text.EMPTY;

  private final MemoryJournal journal = MemoryJournal.of(0);
  private final AtomicLong nowMillis = new AtomicLong(1_800_000_000_000L);
  private Ledger ledger;
  private int sku;
  private int here;
  private int there;
  private int channel;
  private long position;

  @BeforeEach
  void open() throws Exception {
    ledger = open(LedgerConfig.DEFAULT);
    here =
        defined(new Command.DefineLocation(RequestId.NONE, Text.of("H"), LocationType.STORE, NONE));
    there =
        defined(new Command.DefineLocation(RequestId.NONE, Text.of("T"), LocationType.STORE, NONE));
    sku = defined(new Command.DefineSku(RequestId.NONE, Text.of("S"), 0, 100, NONE));
    channel =
        defined(
            new Command.DefineChannel(
                RequestId.NONE, Text.of("C"), 60_000, QuantityDisplay.EXACT, List.of(), NONE));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static Follower follow(BlockSource blocks, StockProjection projection) {
    var following =
        new ProjectedStock(0, projection, blocks, SnapshotStore.NONE, new SnapshotConfig(1, 1));
    return Follower.start("follower", blocks, following, PACE, broken -> {});
  }

  private Ledger open(LedgerConfig config) {
    return Ledger.open(config, journal, SnapshotStore.NONE, nowMillis::get, published -> {});
  }

  private Reply ask(Command command) throws Exception {
    var reply = new CompletableFuture<Reply>();
    assertThat(ledger.submit(command, reply::complete)).isTrue();
    Reply answer = reply.get(10, TimeUnit.SECONDS);
    assertThat(answer.isOk()).as("%s", answer).isTrue();
    position = answer.position();
    return answer;
  }

  private int defined(Command command) throws Exception {
    return ((Reply.Defined) ask(command).outcome()).ordinal();
  }

  private long move(MovementType type, int location, long quantity, int to, long expected)
      throws Exception {
    Reply reply =
        ask(
            new Command.Move(
                RequestId.NONE,
                sku,
                location,
                type,
                quantity,
                Condition.AVAILABLE,
                type == MovementType.DAMAGE ? Condition.DAMAGED : Condition.AVAILABLE,
                to,
                expected,
                0,
                -1,
                false,
                Text.of("why"),
                Text.of("doc:1"),
                Text.of("key")));
    return ((Reply.Moved) reply.outcome()).movement();
  }

  private long receive(int location, long quantity) throws Exception {
    return move(MovementType.RECEIVE, location, quantity, Command.NONE, 0);
  }

  private long reserve(Line... lines) throws Exception {
    Reply reply =
        ask(
            new Command.Reserve(
                RequestId.NONE,
                channel,
                0,
                false,
                List.of(lines),
                List.of(),
                Split.ANY,
                false,
                ReservedAs.HELD,
                false,
                Command.NONE,
                List.of(),
                NONE,
                Text.of("cart:1")));
    return ((Reply.Reserved) reply.outcome()).reservation().id();
  }

  private void change(long reservation, Verb verb) throws Exception {
    ask(new Command.Change(RequestId.NONE, reservation, Command.NONE, verb, List.of(), false));
  }

  private Gathering follow(Gathering gathering) throws InterruptedException {
    try (var follower = follow(journal, gathering)) {
      follower.call();
      gathering.awaitStored(position);
    }
    return gathering;
  }

  private static List<Kind> kinds(Gathering gathering) {
    return gathering.told().stream().map(told -> told.fact().kind()).toList();
  }

  @Test
  void tellsEveryFactThatTouchedStockWithWhatItDid() throws Exception {
    receive(here, 7);
    long reservation = reserve(new Line(sku, 3, here));
    change(reservation, Verb.CONFIRM);
    change(reservation, Verb.FULFIL);
    Gathering gathering = follow(new Gathering(0));
    assertThat(kinds(gathering))
        .containsExactly(Kind.MOVED, Kind.HELD, Kind.CONFIRMED, Kind.FULFILLED);
    assertThat(gathering.told().getFirst().change().before()).isEqualTo(ItemFigures.NONE);
    assertThat(gathering.told().getLast().change())
        .isEqualTo(
            new StockChange(
                0,
                sku,
                here,
                new ItemFigures(7, 0, 3, 0, 0, 0, 0, 0),
                new ItemFigures(4, 0, 0, 0, 0, 0, 0, 0)));
    StockFact held = gathering.told().get(1).fact();
    assertThat(held.reference()).isEqualTo("cart:1");
    assertThat(held.channel()).isEqualTo(channel);
    assertThat(held.reservation()).isEqualTo(reservation);
    StockFact moved = gathering.told().getFirst().fact();
    assertThat(moved.reference()).isEqualTo("doc:1");
    assertThat(moved.timeMillis()).isEqualTo(nowMillis.get());
    assertThat(moved.movement())
        .isEqualTo(
            new StockFact.Movement(
                MovementType.RECEIVE,
                sku,
                here,
                7,
                Condition.AVAILABLE,
                Condition.AVAILABLE,
                false,
                Command.NONE,
                0,
                0,
                "why",
                "key"));
  }

  @Test
  void tellsOfBothEndsOfATransferAndOfAFactThatChangesNothing() throws Exception {
    receive(here, 7);
    long transfer = move(MovementType.TRANSFER, here, 4, there, 0);
    move(MovementType.COUNT, here, 3, Command.NONE, 0);
    move(MovementType.RECEIVE, there, 4, Command.NONE, transfer);
    List<Gathering.Told> told = follow(new Gathering(0)).told();
    assertThat(told).hasSize(5);
    assertThat(told.get(1).fact()).isEqualTo(told.get(2).fact());
    assertThat(told.get(1).change().after().onHand()).isEqualTo(3);
    assertThat(told.get(2).change().after().incoming()).isEqualTo(4);
    assertThat(told.get(3).change().after()).isEqualTo(told.get(3).change().before());
    assertThat(told.get(4).change().after()).isEqualTo(new ItemFigures(4, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void tellsAnItemOncePerFactHoweverManyLinesDrawOnIt() throws Exception {
    receive(here, 7);
    long reservation = reserve(new Line(sku, 1, here), new Line(sku, 2, here));
    change(reservation, Verb.RELEASE);
    List<Gathering.Told> told = follow(new Gathering(0)).told();
    assertThat(told).hasSize(3);
    assertThat(told.get(1).change().after().held()).isEqualTo(3);
    assertThat(told.get(2).change().after().held()).isZero();
  }

  @Test
  void knowsTheChannelOfAReservationThatItsLastFactForgets() throws Exception {
    ledger.close();
    LedgerConfig d = LedgerConfig.DEFAULT;
    ledger =
        open(
            new LedgerConfig(
                d.shard(),
                d.ringSize(),
                d.blockBytes(),
                d.blockReplies(),
                d.blocks(),
                d.openReservationsMax(),
                d.expiriesPerCommand(),
                d.closeTimeoutMillis(),
                new Bounds(1, 0, 0, 0, 0)));
    receive(here, 7);
    change(reserve(new Line(sku, 3, here)), Verb.RELEASE);
    StockFact released = follow(new Gathering(0)).told().getLast().fact();
    assertThat(released.kind()).isEqualTo(Kind.RELEASED);
    assertThat(released.channel()).isEqualTo(channel);
    assertThat(released.reference()).isEqualTo("cart:1");
  }

  @Test
  void tellsWhoWasFilledAfterWhatCame() throws Exception {
    long reservation = reserve(new Line(sku, 3, here));
    receive(here, 2);
    change(reservation, Verb.CONFIRM);
    List<Gathering.Told> told = follow(new Gathering(0)).told();
    assertThat(told.stream().map(it -> it.fact().kind()))
        .containsExactly(Kind.HELD, Kind.MOVED, Kind.BACKORDER_FILLED, Kind.CONFIRMED);
    assertThat(told.get(2).change().before().backordered()).isEqualTo(3);
    assertThat(told.get(2).change().after().backordered()).isEqualTo(1);
  }

  @Test
  void tellsNothingUpToWhereItIsStoredAndKnowsTheFiguresThere() throws Exception {
    receive(here, 7);
    long reservation = reserve(new Line(sku, 3, here));
    long stored = position;
    change(reservation, Verb.CONFIRM);
    List<Gathering.Told> told = follow(new Gathering(stored)).told();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().change().before())
        .isEqualTo(new ItemFigures(7, 3, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void startsWithinABlock() throws Exception {
    MemoryJournal oneBlock = inOneBlock();
    List<Gathering.Told> all = toldOf(oneBlock, new Gathering(0));
    long middle = all.get(all.size() / 2).fact().position();
    List<Gathering.Told> rest = toldOf(oneBlock, new Gathering(middle));
    assertThat(rest)
        .isEqualTo(all.stream().filter(told -> told.fact().position() > middle).toList());
  }

  @Test
  void storesWithinABlockWhenEnoughIsGathered() throws Exception {
    MemoryJournal oneBlock = inOneBlock();
    var gathering = new Gathering(0);
    gathering.fullAt = 2;
    List<Gathering.Told> told = toldOf(oneBlock, gathering);
    assertThat(gathering.stores())
        .startsWith(told.get(1).fact().position(), told.get(3).fact().position())
        .endsWith(position);
  }

  private List<Gathering.Told> toldOf(MemoryJournal blocks, Gathering gathering) throws Exception {
    try (var follower = follow(blocks, gathering)) {
      assertThat(follower.isRunning()).isTrue();
      gathering.awaitStored(position);
    }
    return gathering.told();
  }

  /** A journal of the same facts, all in one block. */
  private MemoryJournal inOneBlock() throws Exception {
    for (int i = 0; i < 4; i++) {
      receive(here, 7);
      change(reserve(new Line(sku, 3, here)), Verb.CONFIRM);
    }
    List<Block> blocks = journal.blocks();
    ByteBuffer payload =
        ByteBuffer.allocate(blocks.stream().mapToInt(block -> block.payload().remaining()).sum());
    blocks.forEach(block -> payload.put(block.payload().duplicate()));
    payload.flip();
    Block last = blocks.getLast();
    var one = MemoryJournal.of(0);
    var head = one.claim(MemoryJournal.ANY_EPOCH).toCompletableFuture().join();
    assertThat(head).isNotNull();
    one.append(
        new Block(
            0,
            1,
            last.lastPosition(),
            1,
            blocks.getFirst().firstTimeMillis(),
            last.lastTimeMillis(),
            payload,
            Block.checksumOf(0, 1, last.lastPosition(), last.stateHash(), payload),
            last.stateHash()));
    return one;
  }

  @Test
  void beginsAnewWhenWhatWasStoredIsGone() throws Exception {
    receive(here, 7);
    var gathering = new Gathering(0);
    try (var follower = follow(journal, gathering)) {
      gathering.awaitStored(position);
      List<Gathering.Told> before = gathering.told();
      gathering.drop();
      gathering.awaitStored(position);
      assertThat(gathering.told()).isEqualTo(before);
      assertThat(gathering.begun()).isGreaterThan(1);
      receive(here, 1);
      follower.call();
      gathering.awaitStored(position);
    }
    assertThat(gathering.told()).hasSize(2);
  }

  @Test
  void endsAtADamagedBlock() throws Exception {
    receive(here, 7);
    BlockSource damaged = new Damaged(journal.blocks());
    var gathering = new Gathering(0);
    try (var _ = new Quiet(Follower.class);
        var follower = follow(damaged, gathering)) {
      assertThat(follower.awaitEnd(10_000)).isTrue();
    }
    assertThat(gathering.stores()).isEmpty();
  }

  private record Damaged(List<Block> blocks) implements BlockSource {

    @Override
    public CompletionStage<List<Block>> after(long position) {
      return CompletableFuture.completedStage(
          blocks.stream()
              .filter(block -> block.lastPosition() > position)
              .map(FollowerTest::withAnotherHash)
              .toList());
    }

    @Override
    public CompletionStage<Long> firstPosition() {
      return CompletableFuture.completedStage(1L);
    }
  }

  @Test
  void beginsWithWhatStandsAtTheOldestSnapshotThatBlocksFollow() throws Exception {
    receive(here, 7);
    receive(there, 5);
    var snapshots = new MemorySnapshots(9);
    long first = finish(snapshots, new Gathering(0));
    receive(here, 1);
    finish(snapshots, new Gathering(0));
    journal.forgetUpTo(first);
    receive(here, 2);

    var gathering = new Gathering(0);
    finish(snapshots, gathering);

    assertThat(gathering.standing())
        .extracting(item -> item.location() + ":" + item.figures().onHand())
        .containsExactly(here + ":7", there + ":5");
    assertThat(gathering.stores().getFirst()).isEqualTo(first);
    assertThat(gathering.told())
        .extracting(told -> told.change().after().onHand())
        .containsExactly(8L, 10L);
  }

  @Test
  void aLedgerGoesOnFromASnapshotAndFewBlocksAsFromMany() throws Exception {
    receive(here, 7);
    receive(there, 5);
    var snapshots = new MemorySnapshots(9);
    finish(snapshots, new Gathering(0));
    receive(here, 1);
    long hash = ledger.figures().stateHash();
    for (SnapshotStore store : List.of(snapshots, SnapshotStore.NONE)) {
      ledger.close();
      ledger = Ledger.open(LedgerConfig.DEFAULT, journal, store, nowMillis::get, published -> {});
      assertThat(ledger.figures().stateHash()).isEqualTo(hash);
      receive(there, 1);
      assertThat(ledger.isRunning()).isTrue();
      hash = ledger.figures().stateHash();
    }
  }

  /** Follows to the end and leaves a snapshot there. */
  private long finish(SnapshotStore snapshots, Gathering gathering) throws Exception {
    var following =
        new ProjectedStock(
            0, gathering, journal, snapshots, new SnapshotConfig(Long.MAX_VALUE, Long.MAX_VALUE));
    try (var follower = Follower.start("follower", journal, following, PACE, broken -> {})) {
      assertThat(follower.finish(position, 10_000)).isTrue();
    }
    return position;
  }

  private static Block withAnotherHash(Block block) {
    long hash = block.stateHash() + 1;
    return new Block(
        block.shard(),
        block.firstPosition(),
        block.lastPosition(),
        block.epoch(),
        block.firstTimeMillis(),
        block.lastTimeMillis(),
        block.payload(),
        Block.checksumOf(0, block.firstPosition(), block.lastPosition(), hash, block.payload()),
        hash);
  }

  @Test
  void goesOnFromASnapshot() throws Exception {
    var snapshots = new MemorySnapshots(2);
    receive(here, 10);
    long photographed = finish(snapshots, new Gathering(0));
    receive(here, 5);

    var gathering = new Gathering(photographed);
    finish(snapshots, gathering);

    assertThat(gathering.told()).hasSize(1);
    assertThat(gathering.told().getFirst().change().before().onHand()).isEqualTo(10);
    assertThat(snapshots.list().toCompletableFuture().join())
        .extracting(Snapshot::position)
        .containsExactly(position, photographed);
  }
}
