/**
 * Facts and their one codec: what the journal holds, and nothing it does not.
 *
 * <p>The schema is {@code src/main/sbe/ledger-facts.xml}; {@code record.sbe} is generated from it.
 * Imports {@code api} and the codec's libraries.
 */
@NullMarked
package dev.holdfast.ledger.record;

import org.jspecify.annotations.NullMarked;
