/**
 * The rules of stock, reservations, allocation and sales once more, in the plainest way: maps,
 * loops, and no thought of speed. Written from the documents; of the ledger it knows the words of
 * {@code api} and nothing else.
 */
@NullMarked
package dev.holdfast.ledger.simulation.oracle;

import org.jspecify.annotations.NullMarked;
