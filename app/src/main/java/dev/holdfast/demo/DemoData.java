package dev.holdfast.demo;

import dev.holdfast.channel.Channel;
import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.channel.Scope;
import dev.holdfast.channel.Scopes;
import dev.holdfast.inventory.Location;
import dev.holdfast.inventory.Sku;
import java.util.List;
import java.util.Optional;

/** What the demo set holds. */
final class DemoData {
  private static final String BERLIN = "BERLIN";
  private static final String ROTTERDAM = "ROTTERDAM";
  private static final String PARIS = "PARIS-STORE";
  private static final String WEB = "web";
  private static final String POS = "pos";
  private static final String MARKETPLACE = "marketplace";

  static final List<Location> LOCATIONS =
      List.of(
          new Location(
              BERLIN,
              "Warehouse Berlin",
              Location.Type.WAREHOUSE,
              "DE",
              52.52,
              13.405,
              List.of("gift-wrap"),
              12),
          new Location(
              ROTTERDAM,
              "Warehouse Rotterdam",
              Location.Type.WAREHOUSE,
              "NL",
              51.9244,
              4.4777,
              List.of(),
              24),
          new Location(
              PARIS,
              "Store Paris",
              Location.Type.STORE,
              "FR",
              48.8566,
              2.3522,
              List.of("pickup", "gift-wrap"),
              4));

  static final List<Sku> SKUS =
      List.of(
          new Sku("TSHIRT-BLACK-M", "T-shirt, black, M", 0, 20),
          new Sku("TSHIRT-WHITE-M", "T-shirt, white, M", 0, 20),
          new Sku("HOODIE-GREY-L", "Hoodie, grey, L", 0, 10),
          new Sku("SNEAKER-RED-42", "Sneaker, red, 42", 0, 10),
          new Sku("MUG-CLASSIC", "Mug", 0, 0),
          new Sku("POSTER-A2", "Poster, A2", 0, 0));

  static final List<Units> STOCK =
      List.of(
          new Units("TSHIRT-BLACK-M", BERLIN, 120),
          new Units("TSHIRT-BLACK-M", ROTTERDAM, 80),
          new Units("TSHIRT-BLACK-M", PARIS, 12),
          new Units("TSHIRT-WHITE-M", BERLIN, 60),
          new Units("HOODIE-GREY-L", ROTTERDAM, 40),
          new Units("HOODIE-GREY-L", PARIS, 6),
          new Units("SNEAKER-RED-42", BERLIN, 8),
          new Units("MUG-CLASSIC", BERLIN, 1_000));

  static final List<Channel> CHANNELS =
      List.of(
          channel(WEB, "Web shop", ChannelType.WEB, QuantityDisplay.EXACT, List.of()),
          channel(POS, "Store Paris", ChannelType.POS, QuantityDisplay.EXACT, List.of(PARIS)),
          channel(
              MARKETPLACE,
              "Marketplace",
              ChannelType.MARKETPLACE,
              new QuantityDisplay.Capped(5),
              List.of(BERLIN, ROTTERDAM)));

  static final List<Key> KEYS =
      List.of(
          new Key(
              "HOLDFAST_WEB_KEY",
              Optional.of(WEB),
              Scopes.of(Scope.CATALOG_READ, Scope.AVAILABILITY_READ, Scope.RESERVATIONS_WRITE)),
          new Key(
              "HOLDFAST_POS_KEY",
              Optional.of(POS),
              Scopes.of(
                  Scope.CATALOG_READ,
                  Scope.AVAILABILITY_READ,
                  Scope.RESERVATIONS_WRITE,
                  Scope.FULFILMENT_WRITE)),
          new Key(
              "HOLDFAST_MARKETPLACE_KEY",
              Optional.of(MARKETPLACE),
              Scopes.of(Scope.AVAILABILITY_READ, Scope.RESERVATIONS_WRITE)),
          new Key(
              "HOLDFAST_BACKOFFICE_KEY",
              Optional.empty(),
              Scopes.of(
                  Scope.STOCK_WRITE,
                  Scope.AVAILABILITY_READ,
                  Scope.RESERVATIONS_WRITE,
                  Scope.FULFILMENT_WRITE,
                  Scope.ORDERS_READ,
                  Scope.CHANNELS_WRITE)));

  private DemoData() {}

  /** So many units at a location. */
  record Units(String sku, String location, long units) {}

  /**
   * An API key.
   *
   * @param variable what {@code demo.env} calls it
   * @param channel empty for the back office
   */
  record Key(String variable, Optional<String> channel, Scopes scopes) {

    /** As lists of API keys show it. */
    String name() {
      return "demo " + channel.orElse("back office");
    }
  }

  private static Channel channel(
      String id, String name, ChannelType type, QuantityDisplay display, List<String> locations) {
    return new Channel(
        id,
        name,
        type,
        "EUR",
        Optional.empty(),
        display,
        Channel.TTL_SECONDS_DEFAULT,
        locations,
        Optional.empty());
  }
}
