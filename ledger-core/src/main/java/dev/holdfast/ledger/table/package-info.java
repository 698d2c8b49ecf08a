/**
 * What tables are made of: rows of longs, indexes, orders and texts, and the mixing of their
 * hashes.
 *
 * <p>They grow in small steps and allocate nothing else. Know nothing of stock. Imports {@code api}
 * for its texts.
 */
@NullMarked
package dev.holdfast.ledger.table;

import org.jspecify.annotations.NullMarked;
