/**
 * Real servers, broken on purpose while clients use them. What clients saw is written down and held
 * afterwards against a sequential model, which shares no code with the ledger.
 *
 * <p>Speaks HTTP to the executable jar, and starts, stops and starves its PostgreSQL.
 */
@NullMarked
package dev.holdfast.faults;

import org.jspecify.annotations.NullMarked;
