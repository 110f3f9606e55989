package io.countersign.policies.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.approval.RuleSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShippedRulesTest {
  private static final SuiteRun RUN =
      SuiteRun.of(
          RuleSet.shipped(ApprovalTimings.ofTheRules()),
          PolicySuites.compile(PolicySuites.shippedFiles()).orThrow());

  @TestFactory
  Stream<DynamicTest> doWhatTheirTestsSay() {
    return RUN.results().stream()
        .map(
            it ->
                dynamicTest(
                    it.run().suite() + ": " + it.run().name(),
                    () -> assertThat(it.differences()).isEmpty()));
  }

  /** By the suite of the rule that lets it run by itself. */
  @Test
  void b31_oneFailureAndPeopleAreAsked() {
    assertThat(RUN.results())
        .filteredOn(it -> it.run().name().equals("not once it failed"))
        .singleElement()
        .satisfies(it -> assertThat(it.differences()).isEmpty());
  }

  @Test
  void eachHoldsInOneOfItsTestsAndDoesNotInAnother() {
    assertThat(RUN.neverHolds()).isEmpty();
    assertThat(RUN.alwaysHolds()).isEmpty();
  }
}
