package dev.holdfast.stream.internal;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Availabilities.Filter;
import dev.holdfast.inventory.LedgerListener.Durable;
import dev.holdfast.stream.internal.wire.Sse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same on real threads: one that publishes, the views' own, event loops and networks. What each
 * client is told is audited as in {@link StreamModelTest}; now and then all of them must be right.
 */
class StreamConcurrencyTest {
  private static final int CLIENTS = 12;
  private static final int ROUNDS = 300;
  private static final int CHANGES_PER_ROUND = 100;

  private final Scheduler viewsThread = Schedulers.newSingle("test-views");
  private final List<ExecutorService> eventLoops = threads(3);
  private final List<ExecutorService> networks = threads(3);
  private final ModelLedger ledger = new ModelLedger();
  private final StreamProperties properties = ModelWorld.properties(400, Duration.ZERO);
  private final AvailabilityStreams streams =
      new AvailabilityStreams(
          new Views(ledger::position, properties, viewsThread),
          new Sse(new JsonMapper()),
          properties);

  @AfterEach
  void stop() {
    viewsThread.dispose();
    Stream.concat(eventLoops.stream(), networks.stream()).forEach(ExecutorService::shutdownNow);
  }

  @Test
  void clientsEndRightWhileEverythingHappensAtOnce()
      throws ExecutionException, InterruptedException, TimeoutException {
    var random = new Random(5);
    ledger.channel("web", new QuantityDisplay.Capped(3));
    publish();
    for (int i = 0; i < 12; i++) {
      ledger.sku("S" + i);
      publish();
    }
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      var client = new Client(i, random.nextLong());
      clients.add(client);
      client.network.execute(client::open);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < CHANGES_PER_ROUND; i++) {
        change(random);
      }
      CompletableFuture.allOf(
              clients.stream().map(Client::whenRight).toArray(CompletableFuture[]::new))
          .get(60, SECONDS);
    }
  }

  private void change(Random random) {
    switch (random.nextInt(2_000)) {
      case 0 -> ledger.sku("S" + ledger.skus().size());
      case 1, 2 -> ledger.channel("web", new QuantityDisplay.Capped(1 + random.nextInt(4)));
      default -> {
        List<String> skus = ledger.skus();
        int first = random.nextInt(skus.size());
        int last = first + random.nextInt(skus.size() - first);
        ledger.set("L1", random.nextInt(6), skus.subList(first, last + 1).toArray(String[]::new));
      }
    }
    publish();
  }

  private void publish() {
    Durable block = ledger.nextBlock();
    if (block != null) {
      streams.onDurable(block);
    }
  }

  private static List<ExecutorService> threads(int count) {
    return Stream.generate(Executors::newSingleThreadExecutor).limit(count).toList();
  }

  /** Takes its time, gets cut off now and then, and comes back. All on its network. */
  private final class Client {
    private final Executor eventLoop;
    private final ExecutorService network;
    private final Random random;
    private final ModelClient model;
    private CompletableFuture<Void> right = new CompletableFuture<>();

    Client(int number, long seed) {
      eventLoop = eventLoops.get(number % eventLoops.size());
      network = networks.get(number % networks.size());
      random = new Random(seed);
      model =
          new ModelClient(
              ledger,
              "web",
              switch (number % 3) {
                case 0 -> Filter.ALL;
                case 1 -> new Filter(List.of(), "S1", Optional.empty());
                default -> new Filter(List.of("S1", "S5", "S7"), "", Optional.empty());
              });
    }

    /** Ends when it knows what there is to be known. */
    @SuppressWarnings("FutureReturnValueIgnored") // thenCompose unwraps it
    CompletableFuture<Void> whenRight() {
      return CompletableFuture.supplyAsync(
              () -> {
                right = right.isCompletedExceptionally() ? right : new CompletableFuture<>();
                check();
                return right;
              },
              network)
          .thenCompose(Function.identity());
    }

    void open() {
      model.connected();
      var request = StreamRequest.of(ledger, "web", model.filter(), model.lastId());
      streams
          .follow(request, eventLoop)
          .subscribe(
              new BaseSubscriber<byte[]>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                  request(1);
                }

                @Override
                protected void hookOnNext(byte[] piece) {
                  network.execute(() -> arrive(this, piece));
                }

                @Override
                protected void hookOnError(Throwable error) {
                  network.execute(() -> right.completeExceptionally(error));
                }
              });
    }

    private void arrive(BaseSubscriber<byte[]> stream, byte[] piece) {
      try {
        if (random.nextInt(10) == 0) {
          stream.cancel();
          model.receive(piece, random.nextInt(piece.length));
          open();
        } else {
          model.receive(piece, piece.length);
          stream.request(1);
          check();
        }
      } catch (AssertionError | RuntimeException wrong) {
        stream.cancel();
        right.completeExceptionally(wrong);
      }
    }

    private void check() {
      if (model.isRight()) {
        right.complete(null);
      }
    }
  }
}
