package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.countersign.server.architecture.House.inhabited;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import io.temporal.workflow.WorkflowInterface;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Time and ids come in as arguments; a workflow asks Temporal. */
  @Test
  void decisionsAndWorkflowsAskNobodyForTimeOrChance() {
    var pure = resideInAnyPackage(inhabited(module("domain"), module("workflows")));
    noClasses()
        .that(pure)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .dependOnClassesThat(assignableTo(Random.class))
        .orShould()
        .dependOnClassesThat(assignableTo(ThreadLocalRandom.class))
        .check(House.CLASSES);
    assertThat(
            House.CLASSES.stream()
                .filter(it -> it.isAnnotatedWith(WorkflowInterface.class))
                .count())
        .isGreaterThanOrEqualTo(2);
  }

  /** A controller that could reach the outside would do so on the caller's thread. */
  @Test
  void controllersTouchNeitherTheOutsideNorTheClock() {
    var outside =
        Stream.of(
                "evidence.EvidenceSource",
                "change.ChangeFeed",
                "action.ActionExecutor",
                "notice.ApprovalNotifier",
                "silence.SilenceSource",
                "log.LogSource",
                "conversation.Conversation",
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

  /** Temporal is spoken to in one place, Axon and SQL not at all. */
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
}
