package dev.holdfast.channel.internal;

import dev.holdfast.channel.Channel;
import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.shared.Checks;
import java.util.Currency;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A channel's settings as they are sent. */
record ChannelSettings(
    @Nullable String name,
    @Nullable ChannelType type,
    @Nullable String currency,
    @Nullable String locale,
    @Nullable String quantityDisplay,
    @Nullable Integer ttlSeconds,
    @Nullable List<String> allowedLocations,
    @Nullable Integer promisedHours) {
  private static final int NAME_MAX = 200;
  private static final int LOCATIONS_MAX = 1_000;
  private static final int PROMISED_HOURS_MAX = 8_760;

  /** The channel they make, with defaults for what was left out. */
  Channel check(String id) {
    var checks = new Checks();
    checks.id("id", id);
    var channel =
        new Channel(
            id,
            checks.text("name", name, NAME_MAX),
            checks.present("type", type, ChannelType.OTHER),
            currency(checks),
            locale(checks),
            display(checks),
            checks.numberOr(
                "ttlSeconds", ttlSeconds, 1, Channel.TTL_SECONDS_MAX, Channel.TTL_SECONDS_DEFAULT),
            locations(checks),
            hours(checks));
    checks.done();
    return channel;
  }

  private String currency(Checks checks) {
    String code = checks.present("currency", currency, "EUR");
    checks.that(isCurrency(code), "currency", "must be an ISO 4217 code such as EUR");
    return code;
  }

  /** Whether it is money: some codes stand for metals, for tests or for nothing. */
  private static boolean isCurrency(String code) {
    try {
      return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  private Optional<String> locale(Checks checks) {
    if (locale == null) {
      return Optional.empty();
    }
    try {
      Locale parsed = new Locale.Builder().setLanguageTag(locale).build();
      checks.that(!parsed.getLanguage().isEmpty(), "locale", "must name a language");
      return Optional.of(parsed.toLanguageTag());
    } catch (IllformedLocaleException illFormed) {
      checks.refuse("locale", "must be a BCP 47 language tag such as de-AT");
      return Optional.empty();
    }
  }

  private QuantityDisplay display(Checks checks) {
    if (quantityDisplay == null) {
      return QuantityDisplay.EXACT;
    }
    Optional<QuantityDisplay> display = QuantityDisplay.parse(quantityDisplay);
    checks.that(
        display.isPresent(),
        "quantityDisplay",
        "must be EXACT, STATUS_ONLY or CAPPED:n with n from 1 to " + QuantityDisplay.CAP_MAX);
    return display.orElse(QuantityDisplay.EXACT);
  }

  private List<String> locations(Checks checks) {
    List<String> locations =
        checks.itemsOrNone("allowedLocations", allowedLocations, LOCATIONS_MAX);
    for (int i = 0; i < locations.size(); i++) {
      checks.id("allowedLocations[" + i + "]", locations.get(i));
    }
    checks.that(
        new HashSet<>(locations).size() == locations.size(),
        "allowedLocations",
        "must name each location once");
    return locations;
  }

  private Optional<Integer> hours(Checks checks) {
    checks.numberOr("promisedHours", promisedHours, 1, PROMISED_HOURS_MAX, 1);
    return Optional.ofNullable(promisedHours);
  }
}
