package dev.holdfast.cluster.internal;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where others reach this server. Thread-safe. */
@Component
final class OwnAddress {
  private final ClusterSettings settings;
  private final Environment environment;

  OwnAddress(ClusterSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** An address without a slash at its end. Until the web server has a port, the one configured. */
  String get() {
    String advertised = settings.advertisedAddress();
    if (advertised != null && !advertised.isBlank()) {
      return advertised.strip().replaceAll("/+$", "");
    }
    String host = environment.getProperty("server.address", "localhost");
    String configured = environment.getProperty("server.port", "8080");
    return "http://" + host + ":" + environment.getProperty("local.server.port", configured);
  }
}
