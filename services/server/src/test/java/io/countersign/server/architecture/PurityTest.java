package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.temporal.workflow.WorkflowInterface;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decisions and workflows come out the same whenever and wherever they are made: time, ids and what
 * is known come in as arguments, and a workflow asks Temporal.
 */
class PurityTest {
  private static Stream<JavaClass> domain() {
    return House.CLASSES.stream().filter(resideInAPackage(module("domain")));
  }

  private static Stream<JavaClass> workflows() {
    return House.CLASSES.stream()
        .filter(it -> resideInAPackage(module("workflows")).test(it) || isWorkflow(it));
  }

  private static boolean isWorkflow(JavaClass type) {
    return type.getAllRawInterfaces().stream()
        .anyMatch(it -> it.isAnnotatedWith(WorkflowInterface.class));
  }

  @Test
  void theRulesAreAboutSomething() {
    assertThat(domain()).hasSizeGreaterThan(100);
    assertThat(workflows().filter(PurityTest::isWorkflow)).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void decisionsAndWorkflowsArePure(Impurity impurity) {
    assertThat(Stream.concat(domain(), workflows()).flatMap(it -> impurity.in(it).stream()))
        .isEmpty();
  }

  static List<Arguments> offenders() {
    return Offenders.ALL.entrySet().stream()
        .flatMap(it -> it.getValue().stream().map(type -> Arguments.of(it.getKey(), type)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void whatIsImpureIsCaught(Impurity impurity, Class<?> offender) {
    assertThat(impurity.in(new ClassFileImporter().importClass(offender))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void eachRuleIsProvedByAnOffender(Impurity impurity) {
    assertThat(Offenders.ALL.get(impurity)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPureIsLeftAlone(Impurity impurity) {
    assertThat(impurity.in(new ClassFileImporter().importClass(Offenders.Pure.class))).isEmpty();
  }
}
