package dev.holdfast.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether there is to be a demo set.
 *
 * @param demo true for one on any database; false for none; null for one on the built-in database,
 *     if that holds nothing else
 */
@ConfigurationProperties("holdfast")
record DemoSettings(@Nullable Boolean demo) {

  boolean isForbidden() {
    return Boolean.FALSE.equals(demo);
  }

  boolean isForced() {
    return Boolean.TRUE.equals(demo);
  }
}
