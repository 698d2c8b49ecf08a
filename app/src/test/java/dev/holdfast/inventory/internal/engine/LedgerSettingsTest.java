package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.LedgerConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LedgerSettingsTest {

  @Test
  void whatIsNotSetIsAsTheLedgerHasIt() {
    var nothing = new Binder(new MapConfigurationPropertySource(Map.of()));
    LedgerSettings settings = nothing.bindOrCreate("holdfast.ledger", LedgerSettings.class);
    assertThat(settings.config(0)).isEqualTo(LedgerConfig.DEFAULT);
  }
}
