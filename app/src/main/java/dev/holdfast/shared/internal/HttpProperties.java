package dev.holdfast.shared.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of a request, and of all of them together.
 *
 * @param maxBodyBytes the largest body; a larger one is refused with 413
 * @param maxBodiesBytes what large bodies may take up together while they are read; one more is
 *     refused with 503
 * @param bodyTimeout within which a body must have come; then the connection ends
 * @param maxInFlight reads that may be worked on, and as many changes; one more is refused with 503
 *     before anything is done for it
 * @param maxConnections open connections; one more is closed at once
 */
@ConfigurationProperties("holdfast.http")
record HttpProperties(
    @DefaultValue("1MB") DataSize maxBodyBytes,
    @DefaultValue("32MB") DataSize maxBodiesBytes,
    @DefaultValue("30s") Duration bodyTimeout,
    @DefaultValue("2048") int maxInFlight,
    @DefaultValue("30000") int maxConnections) {}
