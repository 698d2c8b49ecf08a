package dev.holdfast.inventory;

import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Things of one kind that are defined by id, once and again: locations, SKUs. Thread-safe.
 *
 * @param <T> the kind, complete and checked
 */
public interface Definitions<T> {

  /**
   * Creates it or replaces what it was, durably.
   *
   * @return an error of type Problem if nothing was done or the outcome is unknown
   */
  Mono<Defined> define(T thing);

  /** The one with this id, or nothing. */
  Optional<Reading<T>> find(String id);

  /** All, in the order of their creation. */
  Reading<Page<T>> list(PageRequest page);
}
