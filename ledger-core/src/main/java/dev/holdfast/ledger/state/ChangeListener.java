package dev.holdfast.ledger.state;

/** Hears which rows a fact touched; a row may be told more than once. */
public interface ChangeListener {

  ChangeListener NONE =
      new ChangeListener() {
        @Override
        public void onSku(int sku) {}

        @Override
        public void onStock(int stock) {}

        @Override
        public void onChannel(int channel) {}
      };

  void onSku(int sku);

  /** The figures of a stock item have changed, a row of {@link StockTable}. */
  void onStock(int stock);

  void onChannel(int channel);
}
