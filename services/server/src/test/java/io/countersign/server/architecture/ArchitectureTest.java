package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.countersign.server.architecture.House.inhabited;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RestController;

/**
 * The house's rules. A rule about a package that has no class would hold of anything: see {@link
 * House#inhabited}.
 */
class ArchitectureTest {
  @Test
  void aRuleAboutNothingIsNoticed() {
    assertThatThrownBy(() -> inhabited(module("utilities"))).isInstanceOf(AssertionError.class);
  }

  @Test
  void theDomainKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage(inhabited(module("domain")))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(module("domain"), "java..", "org.jspecify..")
        .check(House.CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger", "connectors", "policies", "workflows"})
  void siblingsNeverSeeEachOther(String module) {
    var others =
        House.MODULES.stream()
            .filter(it -> !it.equals(module) && !it.equals("domain"))
            .map(House::module)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(inhabited(module(module)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inhabited(others))
        .check(House.CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "ledger", "connectors", "policies", "workflows", "server"})
  void capabilitiesFormNoCycle(String module) {
    inhabited(module(module));
    slices()
        .matching(House.ROOT + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(House.CLASSES);
  }

  /** A controller that could reach the outside would do so on the caller's thread. */
  @Test
  void controllersTouchNeitherTheOutsideNorTheClock() {
    var outside =
        Stream.of(
                "evidence.EvidenceSource",
                "change.ChangeFeed",
                "calendar.CalendarSource",
                "action.ActionExecutor",
                "notice.ApprovalNotifier",
                "silence.SilenceSource",
                "log.LogSource",
                "conversation.Conversation",
                "inventory.InventorySource",
                "ticketing.Ticketing")
            .map(name -> House.ROOT + "connectors.spi." + name)
            .toList();
    assertThat(House.CLASSES.stream().map(JavaClass::getName)).containsAll(outside);
    noClasses()
        .that(simpleNameEndingWith("Controller").and(resideInAPackage(module("server"))))
        .should()
        .dependOnClassesThat()
        .haveNameMatching(String.join("|", outside).replace(".", "\\."))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("io.temporal..")
        .check(House.CLASSES);
  }

  /**
   * What is read, and in which order it's locked, is for the ledger and for whoever composes it.
   */
  @Test
  void controllersKnowNoSql() {
    noClasses()
        .that(simpleNameEndingWith("Controller").and(resideInAPackage(module("server"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inhabited(module("ledger.postgres"))[0], "java.sql..", "javax.sql..")
        .check(House.CLASSES);
  }

  /** No executor runs free-form commands: one package starts programs, with arguments in a list. */
  @Test
  void onlyPlaybooksAreProcesses() {
    noClasses()
        .that()
        .resideInAnyPackage(inhabited(module("connectors")))
        .and()
        .resideOutsideOfPackage(inhabited(module("connectors.ansible"))[0])
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Process.class, Runtime.class)
        .check(House.CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(inhabited(module("connectors.ansible")))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Runtime.class)
        .check(House.CLASSES);
  }

  /** Temporal is spoken to in one place, Axon and the database not at all. */
  @Test
  void theServerLeavesTheRecordToTheLedger() {
    noClasses()
        .that()
        .resideInAnyPackage(inhabited(module("server")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.axonframework..", "org.postgresql..", "org.flywaydb..")
        .check(House.CLASSES);
  }

  @ParameterizedTest
  @CsvSource({"io.temporal.., server.temporal, workflows", "org.springframework.., server, server"})
  void anEngineIsSpokenToInItsPlaceAlone(String engine, String place, String other) {
    var places = inhabited(module(place), module(other));
    for (var home : places) {
      assertThat(House.CLASSES.that(resideInAPackage(home)))
          .as("%s speaks to %s", home, engine)
          .anyMatch(it -> dependsOn(it, engine));
    }
    noClasses()
        .that()
        .resideOutsideOfPackages(places)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(engine)
        .check(House.CLASSES);
  }

  private static boolean dependsOn(JavaClass type, String packages) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(it -> resideInAPackage(packages).test(it.getTargetClass()));
  }

  @Test
  void controllersAreNobodysButTheirPackages() {
    var controllers = House.CLASSES.that(annotatedWith(RestController.class));
    assertThat(controllers).hasSizeGreaterThan(10);
    classes()
        .that()
        .areAnnotatedWith(RestController.class)
        .should()
        .bePackagePrivate()
        .andShould()
        .haveSimpleNameEndingWith("Controller")
        .check(House.CLASSES);
  }

  /** Fakes are for tests, of ours and of whoever writes a connector. */
  @Test
  void nobodyRunsOnFakes() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inhabited(module("connectors.memory"))[0])
        .should()
        .dependOnClassesThat()
        .resideInAPackage(module("connectors.memory"))
        .check(House.CLASSES);
  }
}
