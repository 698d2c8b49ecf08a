package dev.holdfast.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.table.Texts;
import org.junit.jupiter.api.Test;

final class AllocationTableTest {

  private static final int SKUS = 3;
  private static final int STOCKED = 1;

  private final Texts texts = new Texts();
  private final SkuTable skus = new SkuTable(texts);
  private final ChannelTable channels = new ChannelTable(texts);
  private final UseTable uses = new UseTable(skus);
  private final AllocationTable allocations = new AllocationTable(skus, channels, uses);

  @Test
  void takesMemoryOnlyWhereThereIsStockToDeal() {
    for (int sku = 0; sku < SKUS; sku++) {
      skus.define(sku, texts.allocate(0), texts.allocate(0), 0, 0);
    }
    skus.addAvailable(STOCKED, 10);

    allocations.setDefault(
        new Allocation(AllocationPolicy.PROPORTIONAL, new int[] {0, 1, 2}, new long[] {1, 1, 0}));

    for (int sku = 0; sku < SKUS; sku++) {
      for (int channel = 0; channel < 3; channel++) {
        boolean isDealt = sku == STOCKED && channel != 2;
        assertThat(uses.find(sku, channel) >= 0).isEqualTo(isDealt);
        assertThat(allocations.share(sku, channel)).isEqualTo(isDealt ? 5 : 0);
      }
    }
  }
}
