/**
 * JMH benchmarks of the ledger, without HTTP and without a database.
 *
 * <p>May import the ledger; the server never.
 */
@NullMarked
package dev.holdfast.load.benchmark;

import org.jspecify.annotations.NullMarked;
