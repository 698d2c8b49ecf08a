package dev.holdfast.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.table.Texts;
import org.junit.jupiter.api.Test;

/** What decides later makes a difference to the hash now. */
final class StateHashTest {

  @Test
  void tellsTheOrderInWhichLinesWait() {
    assertThat(hashOfWaiting(0, 1)).isNotEqualTo(hashOfWaiting(1, 0));
  }

  private static long hashOfWaiting(int first, int second) {
    var texts = new Texts();
    var stock = new StockTable(new SkuTable(texts));
    var reservations = new ReservationTable(texts, new ConditionTable());
    var backlog = new Backlog(stock, reservations);
    int item = stock.create(0, 0);
    int[] rows = new int[2];
    int[] parts = new int[2];
    for (int i = 0; i < 2; i++) {
      rows[i] = reservations.create(i + 1, 0, false, 1_000, 1);
      parts[i] = reservations.addPart(rows[i], -1, 1, false, item, 5, 5);
    }
    backlog.add(item, rows[first], parts[first], 11);
    backlog.add(item, rows[second], parts[second], 12);
    long hash = backlog.hash();
    backlog.remove(item, parts[0]);
    backlog.remove(item, parts[1]);
    assertThat(backlog.hash()).isZero();
    return hash;
  }

  @Test
  void tellsWhatIsExpectedAndWhen() {
    long hash = hashOfExpected(MovementType.EXPECT, 7);

    assertThat(hashOfExpected(MovementType.TRANSFER, 7)).isNotEqualTo(hash);
    assertThat(hashOfExpected(MovementType.EXPECT, 8)).isNotEqualTo(hash);
  }

  private static long hashOfExpected(MovementType type, long atMillis) {
    var expected = new ExpectedTable();
    expected.create(3, type, 0, 5, atMillis);
    long hash = expected.hash();
    expected.close(expected.find(3), 5);
    assertThat(expected.hash()).isZero();
    return hash;
  }
}
