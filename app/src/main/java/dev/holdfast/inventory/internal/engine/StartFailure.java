package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.recovery.DamagedJournal;
import dev.holdfast.ledger.snapshot.DamagedSnapshot;
import dev.holdfast.persistence.CannotStartException;
import io.r2dbc.spi.R2dbcException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what is wrong with what is stored, and what an operator can do about it. */
final class StartFailure {
  private static final String NOTHING_CHANGED = " Nothing was changed in it.";

  private StartFailure() {}

  /** What stops the start, for a ledger that could not be opened. */
  static RuntimeException explained(RuntimeException failed) {
    String leftOut = leftOut(failed);
    return cause(failed, DamagedJournal.class)
        .<RuntimeException>map(damaged -> damagedJournal(damaged, leftOut))
        .or(() -> cause(failed, R2dbcException.class).flatMap(StartFailure::damagedFiles))
        .orElse(failed);
  }

  private static CannotStartException damagedJournal(DamagedJournal damaged, String leftOut) {
    return leftOut.isEmpty()
        ? new CannotStartException(
            "The journal is damaged: " + damaged.getMessage() + ".",
            "Restore the database from a backup." + NOTHING_CHANGED)
        : new CannotStartException(
            "The journal cannot be read on from a snapshot: "
                + damaged.getMessage()
                + ". Left out: "
                + leftOut
                + ".",
            "If a snapshot is of another layout, start the version that wrote it; else restore the"
                + " database from a backup."
                + NOTHING_CHANGED);
  }

  private static Optional<RuntimeException> damagedFiles(R2dbcException refused) {
    String state = refused.getSqlState();
    return state != null && state.startsWith("XX")
        ? Optional.of(
            new CannotStartException(
                "PostgreSQL says that its files are damaged: " + refused.getMessage() + ".",
                "Restore the database from a backup." + NOTHING_CHANGED))
        : Optional.empty();
  }

  private static String leftOut(RuntimeException failed) {
    return Arrays.stream(failed.getSuppressed())
        .filter(DamagedSnapshot.class::isInstance)
        .map(Throwable::getMessage)
        .collect(Collectors.joining("; "));
  }

  private static <T> Optional<T> cause(Throwable failed, Class<T> type) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
