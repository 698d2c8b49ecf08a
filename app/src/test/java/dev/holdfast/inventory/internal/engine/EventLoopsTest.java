package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

  @Test
  void aRequestGoesOnOnTheLoopItCameOn() throws Exception {
    var group = new DefaultEventExecutorGroup(3);
    try {
      var loops = new EventLoops(() -> group);
      for (EventExecutor loop : group) {
        assertThat(loop.submit(loops::current).get()).isSameAs(loop);
      }
    } finally {
      var _ = group.shutdownGracefully();
    }
  }

  @Test
  void elsewhereItGoesOnWhereTheAnswerComes() {
    var loops = new EventLoops(() -> new DefaultEventExecutorGroup(1));
    var ran = new AtomicReference<Thread>();
    loops.current().execute(() -> ran.set(Thread.currentThread()));
    assertThat(ran).hasValue(Thread.currentThread());
  }
}
