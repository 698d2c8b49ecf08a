/**
 * How the database is brought up: the server's own PostgreSQL, its supervision, the checks at
 * start.
 *
 * <p>May start and stop processes, and wait for a publisher in classes named {@code …Startup}. No
 * other package may import this one.
 */
@NullMarked
package dev.holdfast.persistence.internal;

import org.jspecify.annotations.NullMarked;
