/**
 * Benchmarks of the ledger without HTTP: in memory with JMH, and on a PostgreSQL of its own.
 *
 * <p>May import the ledger. The server's database and journal are used by {@link
 * dev.holdfast.load.benchmark.DurableBenchmark} alone.
 */
@NullMarked
package dev.holdfast.load.benchmark;

import org.jspecify.annotations.NullMarked;
