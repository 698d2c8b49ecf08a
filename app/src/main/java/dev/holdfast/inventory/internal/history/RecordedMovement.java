package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.Movement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A movement as it was recorded. What it does not have is null.
 *
 * @param id as clients see it
 * @param quantity as asked for; of FULFIL, how many units were shipped; of LOST, what was open
 * @param onHandChange by how much it changed on hand at {@code location}
 * @param from the condition that units were in
 * @param to the condition they are in since
 * @param expected the id of the EXPECT or TRANSFER that it closes
 * @param open of an EXPECT or TRANSFER, how many units have not come yet, by now
 * @param force true if it was done although promised units would no longer be there
 * @param reservation that was shipped
 * @param channel whose that is
 * @param actor who asked
 */
public record RecordedMovement(
    String id,
    long position,
    Instant time,
    String sku,
    String location,
    Movement.Type type,
    long quantity,
    long onHandChange,
    Movement.@Nullable Condition from,
    Movement.@Nullable Condition to,
    @Nullable String toLocation,
    @Nullable String expected,
    @Nullable Instant expectedAt,
    @Nullable Long open,
    @Nullable Boolean force,
    @Nullable String reservation,
    @Nullable String channel,
    @Nullable String reason,
    @Nullable String reference,
    @Nullable String actor) {}
