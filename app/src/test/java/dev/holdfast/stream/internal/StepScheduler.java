package dev.holdfast.stream.internal;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A scheduler whose tasks run one at a time, when they are told to. For one thread. */
final class StepScheduler implements Scheduler, Scheduler.Worker {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::number));
  private long nowNanos;
  private long number;

  private record Task(long atNanos, long number, Runnable work) {}

  /** Lets this time pass, and of the tasks that are due by then runs one, if there is one. */
  boolean step(long nanos) {
    nowNanos += nanos;
    if (tasks.isEmpty() || tasks.element().atNanos() > nowNanos) {
      return false;
    }
    tasks.remove().work().run();
    return true;
  }

  /** Lets this time pass, and runs all tasks that are due by then. */
  void advance(long nanos) {
    long until = nowNanos + nanos;
    while (!tasks.isEmpty() && tasks.element().atNanos() <= until) {
      Task task = tasks.remove();
      nowNanos = Math.max(nowNanos, task.atNanos());
      task.work().run();
    }
    nowNanos = until;
  }

  @Override
  public Disposable schedule(Runnable task) {
    return schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
    tasks.add(new Task(nowNanos + unit.toNanos(delay), number++, task));
    return Disposables.disposed();
  }

  @Override
  public Disposable schedulePeriodically(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return schedule(
        () -> {
          task.run();
          schedulePeriodically(task, period, period, unit);
        },
        initialDelay,
        unit);
  }

  @Override
  public long now(TimeUnit unit) {
    return unit.convert(nowNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public Worker createWorker() {
    return this;
  }

  @Override
  public void dispose() {
    tasks.clear();
  }
}
