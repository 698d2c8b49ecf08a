package dev.holdfast.stream.internal;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Availabilities.Filter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything in any order, from a seed: changes, blocks, clients that take their time, get cut off
 * in the midst of a write and come back, restarts. {@link ModelClient} audits what each is told; in
 * the end each must know what there is to be known.
 */
class StreamModelTest {
  private static final List<String> CHANNELS = List.of("web", "pos");
  private static final List<QuantityDisplay> DISPLAYS =
      List.of(QuantityDisplay.EXACT, new QuantityDisplay.Capped(3), QuantityDisplay.STATUS_ONLY);

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void clientsThatGetCutOffAnywhereEndRight(long seed) {
    var random = new Random(seed);
    var world = new ModelWorld(ModelWorld.properties(1 + random.nextInt(600)));
    populate(world, random);
    for (int i = 0; i < 1_500; i++) {
      step(world, random);
    }
    world.connections().stream()
        .filter(connection -> !connection.isOpen())
        .forEach(connection -> connection.open(world.ledger(), world.streams()));
    world.settle();
    world.connections().forEach(connection -> connection.client().assertRight());
  }

  private static void populate(ModelWorld world, Random random) {
    for (String channel : CHANNELS) {
      world.ledger().channel(channel, DISPLAYS.get(random.nextInt(DISPLAYS.size())));
    }
    int skus = 1 + random.nextInt(12);
    for (int i = 0; i < skus; i++) {
      newSku(world);
    }
    for (int i = 0; i < 5; i++) {
      world.client(CHANNELS.get(random.nextInt(CHANNELS.size())), filter(world, random));
    }
  }

  private static Filter filter(ModelWorld world, Random random) {
    Optional<String> location = random.nextInt(4) == 0 ? Optional.of("L1") : Optional.empty();
    List<String> skus = world.ledger().skus();
    return switch (random.nextInt(3)) {
      case 0 -> new Filter(List.of(), "", location);
      case 1 -> new Filter(List.of(), "S1", location);
      default ->
          new Filter(
              random
                  .ints(1 + random.nextInt(4), 0, skus.size())
                  .mapToObj(skus::get)
                  .distinct()
                  .toList(),
              "",
              location);
    };
  }

  private static void step(ModelWorld world, Random random) {
    List<ModelConnection> all = world.connections();
    ModelConnection connection = all.get(random.nextInt(all.size()));
    switch (random.nextInt(100)) {
      case 0 -> newSku(world);
      case 1 ->
          world
              .ledger()
              .channel(
                  CHANNELS.get(random.nextInt(CHANNELS.size())),
                  DISPLAYS.get(random.nextInt(DISPLAYS.size())));
      case 2, 3 -> connection.cut(random.nextDouble());
      case 4 -> {
        if (random.nextInt(5) == 0) {
          world.restart();
        }
      }
      default -> everyday(world, connection, random);
    }
  }

  private static void everyday(ModelWorld world, ModelConnection connection, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> change(world, random);
      case 1 -> world.publish();
      case 2, 3 -> world.scheduler().step(random.nextLong(5_000_000));
      case 4, 5 -> connection.work();
      case 6 -> connection.arrive();
      default -> {
        if (!connection.isOpen()) {
          open(world, connection, random);
        }
      }
    }
  }

  /** With the last id, as a rule; sometimes with one that was not given for this stream. */
  private static void open(ModelWorld world, ModelConnection connection, Random random) {
    String lastId = connection.client().lastId();
    if (random.nextInt(10) == 0) {
      lastId = foreignId(world, connection.client()).orElse("nonsense");
    }
    connection.open(world.ledger(), world.streams(), lastId);
  }

  private static Optional<String> foreignId(ModelWorld world, ModelClient client) {
    return world.connections().stream()
        .map(ModelConnection::client)
        .filter(
            other ->
                !other.filter().equals(client.filter())
                    || !other.channel().equals(client.channel()))
        .map(ModelClient::lastId)
        .findAny();
  }

  private static void change(ModelWorld world, Random random) {
    List<String> skus = world.ledger().skus();
    String[] touched =
        random
            .ints(1 + random.nextInt(3), 0, skus.size())
            .distinct()
            .mapToObj(skus::get)
            .toArray(String[]::new);
    world.ledger().set(random.nextBoolean() ? "L1" : "L2", random.nextInt(5), touched);
  }

  private static void newSku(ModelWorld world) {
    world.ledger().sku("S" + world.ledger().skus().size());
  }
}
