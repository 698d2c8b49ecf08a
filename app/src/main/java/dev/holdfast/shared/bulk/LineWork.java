package dev.holdfast.shared.bulk;

import dev.holdfast.shared.RequestDigest;

/**
 * What a bulk endpoint does with each line. Called on an event loop: it must not block.
 *
 * @param <B> what a line is read into: the record that the body of the single request is
 */
@FunctionalInterface
public interface LineWork<B extends Record> {

  /**
   * Begins what a line asks for.
   *
   * @param digest names it; {@link RequestDigest#NONE} if the line has no {@code requestId}
   * @param answer to be given from any thread, once; the first counts
   * @return false if there is no room for it at present and nothing was done: it comes again
   *     shortly, and no other line before it
   * @throws dev.holdfast.shared.Problem if it is refused, which is then its answer
   */
  boolean begin(B line, RequestDigest digest, LineAnswer answer);
}
