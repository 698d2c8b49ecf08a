package dev.holdfast.stream.internal;

import dev.holdfast.inventory.Availabilities.Filter;
import dev.holdfast.inventory.LedgerListener.Durable;
import dev.holdfast.stream.internal.wire.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** A ledger, its streams and their clients, all on one thread and at a time of its own. */
final class ModelWorld {
  private final ModelLedger ledger = new ModelLedger();
  private final List<ModelConnection> connections = new ArrayList<>();
  private final StreamProperties properties;
  private StepScheduler scheduler;
  private AvailabilityStreams streams;

  ModelWorld(StreamProperties properties) {
    this.properties = properties;
    this.scheduler = new StepScheduler();
    this.streams = streams(scheduler);
  }

  static StreamProperties properties(int batchBytes) {
    return properties(batchBytes, Duration.ofMillis(5));
  }

  static StreamProperties properties(int batchBytes, Duration passInterval) {
    return new StreamProperties(
        100,
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        passInterval,
        DataSize.ofBytes(batchBytes),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1));
  }

  ModelLedger ledger() {
    return ledger;
  }

  AvailabilityStreams streams() {
    return streams;
  }

  StepScheduler scheduler() {
    return scheduler;
  }

  List<ModelConnection> connections() {
    return connections;
  }

  /** A client that is not connected yet. */
  ModelConnection client(String channel, Filter filter) {
    var connection = new ModelConnection(new ModelClient(ledger, channel, filter));
    connections.add(connection);
    return connection;
  }

  /** A client that is, and that has been told what there is. */
  ModelConnection connected(String channel, Filter filter) {
    ModelConnection connection = client(channel, filter);
    connection.open(ledger, streams);
    settle();
    return connection;
  }

  void publish() {
    Durable block = ledger.nextBlock();
    if (block != null) {
      streams.onDurable(block);
    }
  }

  /** Another process on the same journal: what was durable is in its readings, and not told. */
  void restart() {
    connections.forEach(connection -> connection.cut(0));
    for (Durable block = ledger.nextBlock(); block != null; block = ledger.nextBlock()) {}
    scheduler = new StepScheduler();
    streams = streams(scheduler);
  }

  void publishAll() {
    for (Durable block = ledger.nextBlock(); block != null; block = ledger.nextBlock()) {
      streams.onDurable(block);
    }
  }

  /** Lets everything happen that is about to, within a tenth of a second. */
  void settle() {
    publishAll();
    for (int i = 0; i < 10; i++) {
      scheduler.advance(Duration.ofMillis(10).toNanos());
      flow();
    }
  }

  /** Lets time pass, with clients that take whatever they are given. */
  void pass(Duration time) {
    for (long i = 0; i < time.toMillis(); i += 10) {
      scheduler.advance(Duration.ofMillis(10).toNanos());
      flow();
    }
  }

  void flow() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (ModelConnection connection : connections) {
        moved |= connection.work();
        moved |= connection.arrive();
      }
    }
  }

  private AvailabilityStreams streams(StepScheduler on) {
    var views = new Views(ledger::position, properties, on);
    return new AvailabilityStreams(views, new Sse(new JsonMapper()), properties);
  }
}
