package dev.holdfast.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Something that breaks, and is whole again after a while.
 *
 * @param name as it is called in docs/operating.md
 */
record Fault(String name, Step begin, Step end) {

  /** What may fail. */
  interface Step {
    void run() throws Exception;
  }

  /** One that is over by itself as soon as it has happened. */
  static Fault once(String name, Step step) {
    return new Fault(name, step, () -> {});
  }

  /** One that happens again and again while it lasts. */
  static Fault again(String name, long everyMillis, Step step) {
    var over = new CountDownLatch(1);
    var failure = new AtomicReference<@Nullable Exception>();
    Thread thread =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    do {
                      step.run();
                    } while (!over.await(everyMillis, TimeUnit.MILLISECONDS));
                  } catch (Exception e) {
                    failure.set(e);
                  }
                });
    return new Fault(
        name,
        thread::start,
        () -> {
          over.countDown();
          thread.join();
          Exception failed = failure.get();
          if (failed != null) {
            throw failed;
          }
        });
  }
}
