package dev.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds for every class of the house, the ledger's among them. */
class HouseRulesTest {
  private static final String LEDGER = "dev.holdfast.ledger..";
  private static final String GENERATED = "dev.holdfast.ledger.record.sbe..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.holdfast");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("dev.holdfast");

  private static final DescribedPredicate<JavaCall<?>> WAIT_FOR_A_PUBLISHER =
      calls(
          "reactor.core.publisher.(Mono|Flux)",
          "block|blockOptional|blockFirst|blockLast|toIterable|toStream");

  private static final ArchCondition<JavaClass> BE_INTRODUCED_BY_A_PACKAGE_INFO =
      new ArchCondition<>("be in a package with a @NullMarked package-info") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean introduced =
              type.getPackage()
                  .tryGetPackageInfo()
                  .map(info -> info.isAnnotatedWith(NullMarked.class))
                  .orElse(false);
          events.add(new SimpleConditionEvent(type, introduced, type.getPackageName()));
        }
      };

  @Test
  void everyPackageSaysWhatLivesThereAndIsNullMarked() {
    classes()
        .that()
        .resideOutsideOfPackage(GENERATED)
        .should(BE_INTRODUCED_BY_A_PACKAGE_INFO)
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager)")
        .orShould()
        .haveNameMatching(".*[.$]I[A-Z][a-z].*")
        .check(CLASSES);
  }

  @Test
  void nothingWaitsForAPublisherButStartUp() {
    noClasses()
        .that()
        .resideOutsideOfPackage(LEDGER)
        .and()
        .haveSimpleNameNotEndingWith("Startup")
        .should()
        .callMethodWhere(WAIT_FOR_A_PUBLISHER)
        .because("a blocked event loop serves nobody")
        .check(CLASSES);
  }

  @Test
  void dependenciesEnterByTheConstructor() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .orShould()
        .beAnnotatedWith("jakarta.annotation.Resource")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void noStateIsStatic() {
    fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(CLASSES);
  }

  @Test
  void nothingReflects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .check(CLASSES);
  }

  @Test
  void nothingPrints() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void noTestSleeps() {
    noClasses().should().callMethodWhere(calls("java.lang.Thread", "sleep")).check(TESTS);
  }

  private static DescribedPredicate<JavaCall<?>> calls(String type, String method) {
    return describe(
        type + "." + method,
        call -> call.getTargetOwner().getName().matches(type) && call.getName().matches(method));
  }
}
