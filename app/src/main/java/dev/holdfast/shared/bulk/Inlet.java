package dev.holdfast.shared.bulk;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;

/**
 * Takes lines off a request's body, asking for a piece of it only when there is no whole line left.
 * Belongs to the event loop.
 */
final class Inlet extends BaseSubscriber<DataBuffer> {
  private final LineBuffer lines;
  private final Consumer<@Nullable Throwable> onNews;
  private boolean asked;
  private boolean over;

  /**
   * @param onNews hears that there is more, or the end, or of what went wrong
   */
  Inlet(LineBuffer lines, Consumer<@Nullable Throwable> onNews) {
    this.lines = lines;
    this.onNews = onNews;
  }

  /** Finds the next line, or sees to it that more is on its way. */
  LineBuffer.Found next() {
    LineBuffer.Found found = lines.next(over);
    while (found == LineBuffer.Found.NOTHING && ask()) {
      found = lines.next(over);
    }
    return found;
  }

  /** Asks for a piece; true if it, or the end, has come at once. */
  private boolean ask() {
    if (asked || over) {
      return false;
    }
    asked = true;
    request(1);
    return !asked || over;
  }

  /** Whether nothing more comes. */
  boolean isClosed() {
    return over;
  }

  /** Whether nothing more comes, and every line has been found. */
  boolean isOver() {
    return over && !lines.hasMore();
  }

  /** Takes no more off the connection. What has come already is still given out. */
  void close() {
    over = true;
    cancel();
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    // Nothing is asked for yet.
  }

  @Override
  protected void hookOnNext(DataBuffer piece) {
    try {
      lines.add(piece);
    } finally {
      DataBufferUtils.release(piece);
    }
    asked = false;
    onNews.accept(null);
  }

  @Override
  protected void hookOnComplete() {
    over = true;
    onNews.accept(null);
  }

  @Override
  protected void hookOnError(Throwable failure) {
    over = true;
    onNews.accept(failure);
  }
}
