package dev.holdfast.shared.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of a request.
 *
 * @param maxBodyBytes the largest body; a larger one is refused with 413
 */
@ConfigurationProperties("holdfast.http")
record HttpProperties(@DefaultValue("1MB") DataSize maxBodyBytes) {}
