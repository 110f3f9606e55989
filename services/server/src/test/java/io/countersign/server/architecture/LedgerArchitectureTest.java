package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.countersign.server.architecture.House.inhabited;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/** The rules within the ledger. */
class LedgerArchitectureTest {
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
