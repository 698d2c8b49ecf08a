package dev.holdfast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ScopesTest {
  private static final Set<ChannelType> SELLING =
      EnumSet.of(ChannelType.POS, ChannelType.MARKETPLACE);

  @Property
  void allowsWhatWasGrantedAndReadingOfWhatMayBeWritten(
      @ForAll @Size(max = 4) List<Scope> granted) {
    Scopes scopes = Scopes.of(granted);
    for (Scope scope : Scope.values()) {
      String write = scope.wireName().replace(":read", ":write");
      boolean expected =
          granted.contains(Scope.ADMIN)
              || granted.contains(scope)
              || granted.stream().anyMatch(it -> it.wireName().equals(write));
      assertThat(scopes.allow(scope)).as(scope.wireName()).isEqualTo(expected);
    }
  }

  @Property
  void givesBackWhatWasGrantedOnceEach(@ForAll @Size(max = 6) List<Scope> granted) {
    assertThat(Scopes.of(granted).granted())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(Set.copyOf(granted));
  }

  @Property
  void neverLetsAChannelChangeStockOrCatalogue(@ForAll ChannelType type) {
    assertThat(
            List.of(
                Scope.CATALOG_WRITE,
                Scope.STOCK_READ,
                Scope.STOCK_WRITE,
                Scope.PRICING_WRITE,
                Scope.CHANNELS_WRITE,
                Scope.ADMIN))
        .noneMatch(scope -> scope.isFor(type));
  }

  @Property
  void letsOnlyTillsAndMarketplacesFulfilAndRecord(@ForAll ChannelType type) {
    assertThat(List.of(Scope.FULFILMENT_WRITE, Scope.SALES_RECORD, Scope.ORDERS_ALL_CHANNELS))
        .allMatch(scope -> scope.isFor(type) == SELLING.contains(type));
    assertThat(Scope.RESERVATIONS_WRITE.isFor(type)).isTrue();
  }

  @Example
  void isFoundByItsWireNameOnly() {
    for (Scope scope : Scope.values()) {
      assertThat(Scope.of(scope.wireName())).contains(scope);
    }
    assertThat(Scope.of("ADMIN")).isEmpty();
  }
}
