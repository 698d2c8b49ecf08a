package dev.holdfast.persistence;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.HashMap;
import java.util.Map;

/** Connections to a test's database, without a server around them. */
public final class TestConnections {
  private TestConnections() {}

  public static ConnectionFactory to(TestDatabase database) {
    Map<String, String> properties = new HashMap<>();
    database.register((name, value) -> properties.put(name, String.valueOf(value.get())));
    return ConnectionFactories.get(
        ConnectionFactoryOptions.parse(String.valueOf(properties.get("spring.r2dbc.url")))
            .mutate()
            .option(
                ConnectionFactoryOptions.USER,
                String.valueOf(properties.get("spring.r2dbc.username")))
            .option(
                ConnectionFactoryOptions.PASSWORD,
                String.valueOf(properties.get("spring.r2dbc.password")))
            .build());
  }
}
