/**
 * A seeded world against the ledger: random commands, a journal that misbehaves, crashes anywhere,
 * and an oracle that shares no code with what it judges. docs/simulation.md tells how to run it.
 */
@NullMarked
package dev.holdfast.ledger.simulation;

import org.jspecify.annotations.NullMarked;
