package dev.holdfast.shared.bulk;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines in the form that most have, at a fraction of what reading any costs. Whatever it does
 * not take is read again, strictly, so it need not say what is wrong with a line; but it must take
 * none that is, one with a doubled field included, and read those it takes as they would be read.
 *
 * @param <B> what a line is read into
 */
@FunctionalInterface
public interface QuickReader<B extends Record> {

  /**
   * Reads a line.
   *
   * @param json the line; that nothing follows is seen to by others
   * @param requestId to be given the field {@code requestId}, if there is one
   * @return null for a line of another form
   */
  @Nullable B read(PlainJson json, Consumer<String> requestId);
}
