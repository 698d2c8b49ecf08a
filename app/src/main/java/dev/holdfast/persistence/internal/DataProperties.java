package dev.holdfast.persistence.internal;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server keeps its data.
 *
 * @param dataDir the data folder; {@code data} below the working directory unless given
 */
@ConfigurationProperties("holdfast")
record DataProperties(@DefaultValue("data") Path dataDir) {}
