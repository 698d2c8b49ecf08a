package dev.holdfast.persistence.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is particular to Holdfast about its database; where it is, is {@code spring.r2dbc.url}.
 *
 * @param port of the server's own PostgreSQL; 0 for the one it had last time, or any
 * @param binariesDir where the programs of the server's own PostgreSQL are unpacked; {@code
 *     postgres-bin} in the data folder unless given
 * @param acceptUnsafeDurability whether to run on a database that may forget what it has confirmed
 */
@ConfigurationProperties("holdfast.database")
record DatabaseProperties(
    @DefaultValue("0") int port,
    @Nullable Path binariesDir,
    @DefaultValue("false") boolean acceptUnsafeDurability) {}
