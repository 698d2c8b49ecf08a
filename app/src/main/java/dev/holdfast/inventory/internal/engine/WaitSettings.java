package dev.holdfast.inventory.internal.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long requests wait.
 *
 * @param replyTimeout for an answer of the ledger; then 504 OUTCOME_UNKNOWN
 * @param minPositionTimeout for the state that Holdfast-Min-Position asks for; then 503 BEHIND
 * @param minPositionWaiters how many may wait for that; one more is answered 503 BEHIND at once
 */
@ConfigurationProperties("holdfast")
public record WaitSettings(
    @DefaultValue("10s") Duration replyTimeout,
    @DefaultValue("2s") Duration minPositionTimeout,
    @DefaultValue("10000") int minPositionWaiters) {}
