package dev.holdfast.ledger.pipeline;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;

/**
 * Runs one of jcstress's tests in this process: the actors side by side, each on a thread of its
 * own, over batch after batch of fresh states.
 */
final class Race {

  private static final int BATCH = 32;

  /** Longer than a batch takes of which every wake-up is lost. */
  private static final long BATCH_SECONDS_MAX = 100;

  private final Constructor<?> state;
  private final Constructor<?> result;
  private final List<Method> actors;

  Race(Class<?> test) throws NoSuchMethodException {
    state = test.getConstructor();
    actors =
        Arrays.stream(test.getMethods())
            .filter(method -> method.isAnnotationPresent(Actor.class))
            .toList();
    Class<?> resultType =
        actors.stream()
            .filter(actor -> actor.getParameterCount() == 1)
            .findFirst()
            .orElseThrow()
            .getParameterTypes()[0];
    result = resultType.getConstructor();
  }

  /** Every result that came up in a time. */
  Set<String> run(long millis) throws Exception {
    var seen = new TreeSet<String>();
    long end = System.nanoTime() + millis * 1_000_000;
    ExecutorService threads =
        Executors.newFixedThreadPool(actors.size(), Thread.ofPlatform().daemon().factory());
    try {
      do {
        for (Object each : runBatch(threads)) {
          seen.add(each.toString());
        }
      } while (System.nanoTime() < end);
    } finally {
      threads.shutdownNow();
    }
    return seen;
  }

  private List<Object> runBatch(ExecutorService threads) throws Exception {
    var states = new ArrayList<>();
    var results = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      states.add(state.newInstance());
      results.add(result.newInstance());
    }
    var start = new CyclicBarrier(actors.size());
    var ends = new ArrayList<Future<?>>();
    for (Method actor : actors) {
      ends.add(threads.submit(() -> act(actor, start, states, results)));
    }
    for (Future<?> each : ends) {
      each.get(BATCH_SECONDS_MAX, TimeUnit.SECONDS);
    }
    return results;
  }

  private static Void act(
      Method actor, CyclicBarrier start, List<Object> states, List<Object> results)
      throws Exception {
    boolean tells = actor.getParameterCount() == 1;
    start.await();
    for (int i = 0; i < BATCH; i++) {
      if (tells) {
        actor.invoke(states.get(i), results.get(i));
      } else {
        actor.invoke(states.get(i));
      }
    }
    return null;
  }
}
