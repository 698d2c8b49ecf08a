/**
 * A seeded world against the ledger: random commands, a journal that misbehaves, restarts anywhere,
 * and an oracle that shares no code with what it judges.
 */
@NullMarked
package dev.holdfast.ledger.simulation;

import org.jspecify.annotations.NullMarked;
