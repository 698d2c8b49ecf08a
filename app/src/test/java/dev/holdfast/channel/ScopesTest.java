package dev.holdfast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopesTest {
  private static final Set<ChannelType> SELLING =
      EnumSet.of(ChannelType.POS, ChannelType.MARKETPLACE);

  @Test
  void allowsWhatWasGrantedAndReadingOfWhatMayBeWritten() {
    Samples.check(
        random -> {
          List<Scope> granted = Samples.some(random, List.of(Scope.values()), 4);
          Scopes scopes = Scopes.of(granted);
          for (Scope scope : Scope.values()) {
            String write = scope.wireName().replace(":read", ":write");
            boolean expected =
                granted.contains(Scope.ADMIN)
                    || granted.contains(scope)
                    || granted.stream().anyMatch(it -> it.wireName().equals(write));
            assertThat(scopes.allow(scope)).as(scope.wireName()).isEqualTo(expected);
          }
        });
  }

  @Test
  void givesBackWhatWasGrantedOnceEach() {
    Samples.check(
        random -> {
          List<Scope> granted = Samples.some(random, List.of(Scope.values()), 6);
          assertThat(Scopes.of(granted).granted())
              .doesNotHaveDuplicates()
              .containsExactlyInAnyOrderElementsOf(Set.copyOf(granted));
        });
  }

  @ParameterizedTest
  @EnumSource
  void neverLetsAChannelChangeStockOrCatalogue(ChannelType type) {
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

  @ParameterizedTest
  @EnumSource
  void letsOnlyTillsAndMarketplacesFulfilAndRecord(ChannelType type) {
    assertThat(List.of(Scope.FULFILMENT_WRITE, Scope.SALES_RECORD, Scope.ORDERS_ALL_CHANNELS))
        .allMatch(scope -> scope.isFor(type) == SELLING.contains(type));
    assertThat(Scope.RESERVATIONS_WRITE.isFor(type)).isTrue();
  }

  @Test
  void isFoundByItsWireNameOnly() {
    for (Scope scope : Scope.values()) {
      assertThat(Scope.of(scope.wireName())).contains(scope);
    }
    assertThat(Scope.of("ADMIN")).isEmpty();
  }
}
