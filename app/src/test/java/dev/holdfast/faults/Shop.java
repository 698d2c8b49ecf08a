package dev.holdfast.faults;

import java.util.List;

/** What is there before clients come: places, a channel, and SKUs of which some are scarce. */
final class Shop {
  static final List<String> LOCATIONS = List.of("north", "south");
  static final int TTL_SECONDS_LONG = 3_600;
  private static final int PLENTY = 1_000_000;
  private static final int FEW = 400;

  /** Of the first half clients soon want more than there is. */
  static final List<String> SKUS =
      List.of("rare-0", "rare-1", "rare-2", "rare-3", "many-0", "many-1", "many-2", "many-3");

  private Shop() {}

  /** Makes all of it, as writes of the history where they are such. */
  static void open(Api api, History history) throws InterruptedException {
    for (String location : LOCATIONS) {
      made(api.put("/v1/locations/" + location, "{\"name\":\"x\",\"type\":\"WAREHOUSE\"}"));
    }
    made(
        api.put(
            "/v1/channels/web",
            "{\"name\":\"Web\",\"type\":\"WEB\",\"currency\":\"EUR\",\"ttlSeconds\":86400}"));
    for (String sku : SKUS) {
      made(api.put("/v1/skus/" + sku, "{}"));
      for (String location : LOCATIONS) {
        Write receipt =
            Requests.receive("open-" + sku + location, sku, location, rare(sku) ? FEW : PLENTY);
        history.add(receipt);
        Attempt attempt = api.post(receipt.path, receipt.body, "Idempotency-Key", receipt.key);
        made(attempt);
        receipt.add(attempt);
        history.told(attempt);
      }
    }
  }

  private static boolean rare(String sku) {
    return sku.startsWith("rare");
  }

  private static void made(Attempt attempt) {
    if (attempt.status() != 201) {
      throw new AssertionError("the shop does not open: " + attempt);
    }
  }
}
