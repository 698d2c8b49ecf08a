package dev.holdfast.ledger;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the ledger's packages, and what a pure state machine keeps away from. */
class LedgerPackagesTest {
  private static final String LEDGER = "dev.holdfast.ledger";
  private static final List<String> JDK = List.of("java..", "org.jspecify..");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(LEDGER);

  /** A package below {@value #LEDGER}, and whom it may import beside the JDK and itself. */
  record Row(String name, List<String> libraries, List<String> packages) {
    String[] allowed() {
      return Stream.of(
              JDK.stream(),
              libraries.stream(),
              packages.stream().map(LedgerPackagesTest::below),
              Stream.of(below(name)))
          .flatMap(all -> all)
          .toArray(String[]::new);
    }
  }

  static List<Row> table() {
    List<String> agrona = List.of("org.agrona..");
    List<String> pure = List.of("api", "record", "table", "state", "decide", "journal");
    return List.of(
        new Row("api", List.of(), List.of()),
        new Row("record", agrona, List.of("api")),
        new Row("table", List.of(), List.of("api")),
        new Row("state", agrona, List.of("api", "record", "table")),
        new Row("decide", agrona, List.of("api", "record", "state")),
        new Row("journal", agrona, List.of("record")),
        new Row("snapshot", agrona, pure),
        new Row("recovery", agrona, with(pure, "snapshot")),
        new Row("follow", agrona, with(pure, "snapshot", "recovery")),
        new Row("pipeline", with(agrona, "com.lmax.."), with(pure, "snapshot", "recovery")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void importsOnlyWhatItsRowAllows(Row row) {
    classes()
        .that()
        .resideInAPackage(below(row.name()))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(row.allowed())
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyPackageHasARow() {
    classes()
        .should()
        .resideInAnyPackage(
            with(table().stream().map(row -> below(row.name())).toList(), LEDGER)
                .toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void readsNoClockAndDrawsNoLot() {
    noClasses()
        .should()
        .callMethodWhere(calls("java.lang.System", "currentTimeMillis|nanoTime"))
        .orShould()
        .callMethodWhere(calls("java.time.Clock", "system.*|tick.*"))
        .orShould()
        .callMethodWhere(calls("java.time.(Instant|.*Date|.*Time)", "now"))
        .orShould()
        .callMethodWhere(calls("java.lang.Math", "random"))
        .orShould()
        .callMethodWhere(calls("java.util.UUID", "randomUUID"))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java.security.SecureRandom|java.util.concurrent.ThreadLocalRandom"
                + "|org.agrona.concurrent.(System|Cached|Offset).*Clock")
        .because("time and chance enter as input, so that a replay ends in the same state")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void doesNoInputOrOutputOfItsOwn() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java.io.(File.*|RandomAccessFile)")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaCall<?>> calls(String type, String method) {
    return describe(
        type + "." + method,
        call -> call.getTargetOwner().getName().matches(type) && call.getName().matches(method));
  }

  private static String below(String name) {
    return LEDGER + "." + name + "..";
  }

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
