package dev.holdfast.reservation.internal;

import dev.holdfast.shared.bulk.PlainJson;
import dev.holdfast.shared.bulk.QuickReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads reservations with nothing out of the ordinary in them. Not thread-safe. */
final class QuickReserve implements QuickReader<ReserveBody> {
  private @Nullable List<ReserveBody.LineBody> lines;
  private @Nullable Integer ttlSeconds;
  private @Nullable String customer;
  private @Nullable String sale;
  private @Nullable String reference;
  private @Nullable String requestId;

  /** Whether all that has been read is in order. */
  private boolean isPlain;

  @Override
  public @Nullable ReserveBody read(PlainJson json, Consumer<String> newRequestId) {
    lines = null;
    ttlSeconds = null;
    customer = null;
    sale = null;
    reference = null;
    requestId = null;
    isPlain = json.take('{');
    readFields(json);
    if (!isPlain || !json.take('}')) {
      return null;
    }
    if (requestId != null) {
      newRequestId.accept(requestId);
    }
    return new ReserveBody(
        lines, ttlSeconds, customer, sale, null, null, null, null, null, null, reference, null);
  }

  private void readFields(PlainJson json) {
    do {
      switch (json.name()) {
        case "lines" -> lines = once(lines, readLines(json));
        case "ttlSeconds" -> ttlSeconds = once(ttlSeconds, json.number());
        case "customer" -> customer = once(customer, json.string());
        case "sale" -> sale = once(sale, json.string());
        case "reference" -> reference = once(reference, json.string());
        case "requestId" -> requestId = once(requestId, json.string());
        case null, default -> isPlain = false;
      }
    } while (isPlain && json.take(','));
  }

  /** The value of a field, which must be there and must not have been there before. */
  private <T> @Nullable T once(@Nullable T before, @Nullable T value) {
    isPlain &= before == null && value != null;
    return value;
  }

  private List<ReserveBody.LineBody> readLines(PlainJson json) {
    var read = new ArrayList<ReserveBody.LineBody>(1);
    isPlain &= json.take('[');
    do {
      read.add(readLine(json));
    } while (isPlain && json.take(','));
    isPlain &= json.take(']');
    return read;
  }

  private ReserveBody.LineBody readLine(PlainJson json) {
    String sku = null;
    Integer quantity = null;
    String location = null;
    isPlain &= json.take('{');
    do {
      switch (json.name()) {
        case "sku" -> sku = once(sku, json.string());
        case "quantity" -> quantity = once(quantity, json.number());
        case "location" -> location = once(location, json.string());
        case null, default -> isPlain = false;
      }
    } while (isPlain && json.take(','));
    isPlain &= json.take('}');
    return new ReserveBody.LineBody(sku, quantity, location);
  }
}
