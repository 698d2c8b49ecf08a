package dev.holdfast.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something an API key allows. */
public enum Scope {
  CATALOG_READ("catalog:read", Holder.CHANNEL),
  AVAILABILITY_READ("availability:read", Holder.CHANNEL),
  RESERVATIONS_WRITE("reservations:write", Holder.CHANNEL),
  ORDERS_READ("orders:read", Holder.CHANNEL),
  ORDERS_WRITE("orders:write", Holder.CHANNEL),
  CUSTOMERS_WRITE("customers:write", Holder.CHANNEL),
  WEBHOOKS_WRITE("webhooks:write", Holder.CHANNEL),
  FULFILMENT_WRITE("fulfilment:write", Holder.SELLING_CHANNEL),
  SALES_RECORD("sales:record", Holder.SELLING_CHANNEL),
  ORDERS_ALL_CHANNELS("orders:all-channels", Holder.SELLING_CHANNEL),
  CATALOG_WRITE("catalog:write", Holder.BACK_OFFICE),
  STOCK_READ("stock:read", Holder.BACK_OFFICE),
  STOCK_WRITE("stock:write", Holder.BACK_OFFICE),
  PRICING_WRITE("pricing:write", Holder.BACK_OFFICE),
  CHANNELS_WRITE("channels:write", Holder.BACK_OFFICE),
  ADMIN("admin", Holder.BACK_OFFICE);

  /** Whose keys may have it; the back office's may have every one. */
  private enum Holder {
    CHANNEL,
    SELLING_CHANNEL,
    BACK_OFFICE
  }

  /** All of them, in words. */
  public static final String NAMES =
      Arrays.stream(values()).map(Scope::wireName).collect(Collectors.joining(", ", "one of ", ""));

  private final String wireName;
  private final Holder holder;

  Scope(String wireName, Holder holder) {
    this.wireName = wireName;
    this.holder = holder;
  }

  /** Its name in requests and answers. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The scope with this name. */
  public static Optional<Scope> of(String wireName) {
    return Arrays.stream(values()).filter(scope -> scope.wireName.equals(wireName)).findAny();
  }

  /** Whether the key of a channel of this type may have it. */
  public boolean isFor(ChannelType type) {
    return switch (holder) {
      case CHANNEL -> true;
      case SELLING_CHANNEL -> type.handsOver();
      case BACK_OFFICE -> false;
    };
  }
}
