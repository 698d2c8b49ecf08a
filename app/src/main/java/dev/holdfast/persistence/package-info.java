/**
 * The database and the data folder: where they are, how to reach them, and that they are durable.
 *
 * <p>Everyday queries use Spring's {@code DatabaseClient} on the pool; {@link
 * dev.holdfast.persistence.UnpooledConnections} is for work that needs a connection of its own. May
 * touch the database, the file system and PostgreSQL's processes; knows no feature.
 */
@NullMarked
package dev.holdfast.persistence;

import org.jspecify.annotations.NullMarked;
