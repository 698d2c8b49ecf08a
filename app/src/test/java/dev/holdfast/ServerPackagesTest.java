package dev.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;

/** The table of the server's packages: one a feature, and which others each may import. */
class ServerPackagesTest {
  private static final String SERVER = "dev.holdfast";

  /** The ledger is a library with packages of its own and no feature of the server. */
  private static final String LEDGER = "dev.holdfast.ledger..";

  /** What every feature may import, and what imports no feature. */
  private static final List<String> FOUNDATIONS =
      List.of("shared", "observability", "persistence", "channel");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(SERVER)
          .that(not(resideInAPackage(LEDGER)));

  /** A feature's package, and the features it may import beside {@link #FOUNDATIONS}. */
  record Row(String name, List<String> features) {
    static Row of(String name, String... features) {
      return new Row(name, List.of(features));
    }

    boolean allows(Row other) {
      return equals(other) || features.contains(other.name()) || FOUNDATIONS.contains(other.name());
    }
  }

  /** The operators' pages look at everything. */
  private static final Row CONSOLE =
      Row.of(
          "console",
          "inventory",
          "catalog",
          "customer",
          "reservation",
          "pricing",
          "routing",
          "order",
          "storefront",
          "stream",
          "webhook",
          "cluster");

  static List<Row> table() {
    return List.of(
        Row.of("shared"),
        Row.of("observability"),
        Row.of("persistence"),
        Row.of("channel"),
        Row.of("inventory"),
        Row.of("catalog"),
        Row.of("customer"),
        Row.of("reservation", "inventory"),
        Row.of("pricing", "catalog", "customer"),
        Row.of("routing", "inventory"),
        Row.of("order", "reservation", "pricing", "routing", "customer", "catalog"),
        Row.of("storefront", "catalog", "pricing", "inventory"),
        Row.of("stream", "inventory", "reservation", "order"),
        Row.of("webhook", "inventory", "reservation", "order"),
        Row.of("cluster", "inventory"),
        Row.of("demo", "inventory"),
        CONSOLE);
  }

  @ParameterizedTest
  @MethodSource("table")
  void importsOnlyWhatItsRowAllows(Row row) {
    String[] forbidden =
        Stream.concat(
                table().stream()
                    .filter(other -> !row.allows(other))
                    .map(Row::name)
                    .map(ServerPackagesTest::below),
                Stream.of(SERVER))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(below(row.name()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageHasARow() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(
                    table().stream().map(Row::name).map(ServerPackagesTest::below),
                    Stream.of(SERVER))
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void onlyInventoryImportsTheLedger() {
    noClasses()
        .that()
        .resideOutsideOfPackage(below("inventory"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LEDGER, "org.agrona..", "com.lmax..")
        .check(CLASSES);
  }

  @Test
  void featuresMeetOnlyAtTheirBasePackagesAndInNoCircle() {
    ApplicationModules.of(HoldfastApplication.class, resideInAPackage(LEDGER)).verify();
  }

  private static String below(String name) {
    return SERVER + "." + name + "..";
  }
}
