package dev.holdfast.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.persistence.CannotStartException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @CsvSource({
    "r2dbc:postgresql://db/shop, jdbc:postgresql://db:5432/shop",
    "r2dbc:postgresql://db:6000/shop, jdbc:postgresql://db:6000/shop",
    "r2dbc:pool:postgresql://db:6000/shop?maxSize=5, jdbc:postgresql://db:6000/shop",
    "r2dbc:postgresql://u:secret@db/shop, jdbc:postgresql://db:5432/shop",
    "r2dbc:postgresql://db/shop?sslMode=verify-full&sslRootCert=/a%20b/ca.pem,"
        + " jdbc:postgresql://db:5432/shop?sslmode=verify-full&sslrootcert=%2Fa+b%2Fca.pem",
    "r2dbc:postgresql://db/shop?schema=hold, jdbc:postgresql://db:5432/shop?currentSchema=hold",
    "'r2dbc:postgresql:failover://a:1,b:2/shop?targetServerType=primary',"
        + " 'jdbc:postgresql://a:1,b:2/shop?targetServerType=primary'",
  })
  void saysInJdbcWhatWasSaidInR2dbc(String r2dbcUrl, String jdbcUrl) {
    assertThat(of(r2dbcUrl).jdbcUrl()).isEqualTo(jdbcUrl);
  }

  @Test
  void knowsUserAndPassword() {
    DatabaseAddress address = of("r2dbc:postgresql://u:secret@db/shop");

    assertThat(address.user()).isEqualTo("u");
    assertThat(address.password()).isEqualTo("secret");
  }

  @Test
  void refusesWhatIsNoPostgresql() {
    assertThatThrownBy(() -> of("r2dbc:h2:mem://localhost/shop"))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("h2");
  }

  private static DatabaseAddress of(String r2dbcUrl) {
    return DatabaseAddress.of(ConnectionFactoryOptions.parse(r2dbcUrl));
  }
}
