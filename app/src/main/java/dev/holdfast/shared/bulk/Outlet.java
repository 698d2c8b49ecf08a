package dev.holdfast.shared.bulk;

import dev.holdfast.shared.wire.NettySocket;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers in the order of their lines, one write after another: the next is made when the
 * client has taken the last, of all that is answered by then. Belongs to the event loop.
 */
final class Outlet {
  /** Of so many bytes, about, is a write at most. */
  private static final int WRITE_BYTES = 64 * 1_024;

  private final Queue<PendingLine> lines = new ArrayDeque<>();
  private final NettySocket socket;
  private final AnswerLines answers;
  private final Consumer<@Nullable Throwable> onWritten;
  private boolean open;
  private boolean writing;

  /**
   * @param onWritten hears of each write that it was taken, or what prevented it
   */
  Outlet(NettySocket socket, AnswerLines answers, Consumer<@Nullable Throwable> onWritten) {
    this.socket = socket;
    this.answers = answers;
    this.onWritten = onWritten;
  }

  /** The headers are out: answers may be written. */
  void open() {
    open = true;
  }

  /** One more line, behind all others. */
  void add(PendingLine line) {
    lines.add(line);
  }

  int size() {
    return lines.size();
  }

  boolean isWriting() {
    return writing;
  }

  /** Whether every answer has been taken. */
  boolean isDone() {
    return open && !writing && lines.isEmpty();
  }

  /** Writes what is answered, as far as the client takes it. */
  void write() {
    while (open && !writing && isHeadAnswered()) {
      ByteBuf buffer = socket.newBuffer(WRITE_BYTES);
      try {
        answers.write(lines, buffer, WRITE_BYTES);
      } catch (RuntimeException broken) {
        buffer.release();
        throw broken;
      }
      writing = true;
      socket.write(buffer, this::written);
    }
  }

  private void written(@Nullable Throwable failure) {
    writing = false;
    onWritten.accept(failure);
  }

  private boolean isHeadAnswered() {
    PendingLine head = lines.peek();
    return head != null && head.isAnswered();
  }

  /** Lets go of everything. */
  void clear() {
    open = false;
    lines.clear();
  }
}
