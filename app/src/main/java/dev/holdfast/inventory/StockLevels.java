package dev.holdfast.inventory;

import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.Optional;

/** What lies where. Thread-safe; never waits for I/O. */
public interface StockLevels {

  /** The stock of a SKU, or nothing if there is no such SKU. */
  Optional<Reading<Stock>> find(String sku);

  /** The stock of the SKUs that match everything that is given, in the order of their creation. */
  Reading<Page<Stock>> list(Filter filter, PageRequest page);

  /**
   * Which SKUs, and where.
   *
   * @param location the only one that counts, in totals too: SKUs that were never there are left
   *     out; one that is unknown is a Problem LOCATION_NOT_FOUND
   * @param changedAfter the position of a reading, or of an answer: SKUs that have not changed
   *     since are left out
   */
  record Filter(Optional<String> location, Optional<String> changedAfter) {}
}
