package dev.holdfast.ledger.state;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.Worlds;
import dev.holdfast.ledger.table.InvariantBroken;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AuditTest {

  @Test
  void findsNothingWhereFactsWereApplied() {
    Worlds.busy().audit();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("held", state -> state.stock.add(0, StockTable.HELD, 1)),
        fault("committed", state -> state.stock.add(0, StockTable.COMMITTED, -1)),
        fault("backordered at", state -> state.stock.add(0, StockTable.BACKORDERED, 1)),
        fault("incoming", state -> state.stock.add(1, StockTable.INCOMING, 3)),
        fault("available", state -> state.skus.addAvailable(1, 1)),
        fault("backordered of", state -> state.skus.addBackordered(1, 1)),
        fault("channel", state -> state.uses.addHolding(state.uses.find(1, 0), 1)),
        fault("shares", state -> state.uses.addShare(1, state.uses.find(1, 0), 1)));
  }

  private static Arguments fault(String told, Consumer<LedgerState> fault) {
    return Arguments.of(told, fault);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void findsASumThatIsNone(String told, Consumer<LedgerState> fault) {
    LedgerState state = Worlds.busy();
    fault.accept(state);

    assertThatThrownBy(state::audit).isInstanceOf(InvariantBroken.class).hasMessageContaining(told);
  }
}
