package dev.holdfast;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

  /** The ledger is a library with packages of its own and no feature of the server. */
  private static final String LEDGER = "dev.holdfast.ledger..";

  @Test
  void featuresMeetOnlyAtTheirBasePackagesAndInNoCircle() {
    ApplicationModules.of(HoldfastApplication.class, resideInAPackage(LEDGER)).verify();
  }
}
