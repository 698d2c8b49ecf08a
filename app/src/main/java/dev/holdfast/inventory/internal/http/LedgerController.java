package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.internal.archive.StoredSnapshots;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.projection.ProjectedPosition;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import java.util.HexFormat;
import org.springframework.web.bind.annotation.GetMapping;
import reactor.core.publisher.Mono;

/** How the ledger is, for its operators. */
@JsonController("/v1/ledger")
final class LedgerController {
  private final LedgerGateway ledger;
  private final ProjectedPosition projected;
  private final StoredSnapshots snapshots;

  LedgerController(LedgerGateway ledger, ProjectedPosition projected, StoredSnapshots snapshots) {
    this.ledger = ledger;
    this.projected = projected;
    this.snapshots = snapshots;
  }

  /** Whether this process decides for the shard. */
  enum Role {
    OWNER,
    STOPPED
  }

  /**
   * The ledger's counts and marks.
   *
   * @param stateHash 16 hexadecimal digits: equal for equal states
   * @param ringFree commands that may still be accepted to wait
   * @param lastAppendMillis how long the last append took
   * @param snapshotPosition where a start would replay from, 0 for the beginning
   * @param projectedPosition up to where the history of stock is written
   */
  record LedgerBody(
      int shard,
      long position,
      long epoch,
      Role role,
      String stateHash,
      long openReservations,
      long ringFree,
      double lastAppendMillis,
      long snapshotPosition,
      long projectedPosition) {

    static LedgerBody of(
        Reads.LedgerFigures figures, Role role, long snapshotPosition, long projectedPosition) {
      return new LedgerBody(
          figures.shard(),
          figures.position(),
          figures.epoch(),
          role,
          HexFormat.of().toHexDigits(figures.stateHash()),
          figures.openReservations(),
          figures.ringFree(),
          figures.lastAppendMillis(),
          snapshotPosition,
          projectedPosition);
    }
  }

  @GetMapping
  @Requires(Scope.ADMIN)
  Mono<Answer> get() {
    return Mono.fromSupplier(
        () -> {
          Reads.LedgerFigures figures = ledger.figures();
          Role role = ledger.takesCommands() ? Role.OWNER : Role.STOPPED;
          long snapshot = snapshots.newest().map(Snapshot::position).orElse(0L);
          return Answer.ok(LedgerBody.of(figures, role, snapshot, projected.known().position()))
              .position(Positions.token(figures.position()));
        });
  }
}
