package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.countersign.server.architecture.House.inhabited;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.countersign.domain.Event;
import io.countersign.ledger.codec.EventNames;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules within the ledger. */
class LedgerArchitectureTest {
  /** What every capability is run by. */
  private static final String[] FOUNDATION =
      Stream.of("postgres", "codec", "axon", "capability", "view", "commit", "process")
          .map(name -> module("ledger." + name))
          .toArray(String[]::new);

  /** The committer least of all: a capability brings what it takes in a batch (ADR 19). */
  @Test
  void theFoundationKnowsNoCapabilityOfTheDomain() {
    noClasses()
        .that()
        .resideInAnyPackage(inhabited(FOUNDATION))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inhabited(House.ROOT + "domain.*.."))
        .check(House.CLASSES);
  }

  /** An event that no vocabulary names couldn't be recorded. */
  @Test
  void everyEventOfTheDomainHasAName() {
    var events =
        House.CLASSES.stream()
            .filter(it -> it.isAssignableTo(Event.class) && it.isRecord())
            .map(JavaClass::getName)
            .toList();
    assertThat(EventNames.all().keySet().stream().map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(events);
  }

  /** Values are bound and read in one way (ADR 18); Axon's engine wants an override for a row. */
  @Test
  void sqlIsSpokenInOnePackage() {
    var sql = inhabited(module("ledger.postgres"))[0];
    var engine = House.ROOT + "ledger.axon.LedgerEngine";
    assertThat(House.CLASSES.stream().map(JavaClass::getName)).contains(engine);
    assertThat(House.CLASSES.stream().filter(resideInAPackage(sql)))
        .anyMatch(LedgerArchitectureTest::speaksSql);
    noClasses()
        .that()
        .resideOutsideOfPackage(sql)
        .and()
        .doNotHaveFullyQualifiedName(engine)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..")
        .check(House.CLASSES);
  }

  private static boolean speaksSql(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(it -> it.getTargetClass().getPackageName().equals("java.sql"));
  }
}
