package io.countersign.domain.planning;

import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.checkout;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.probe;
import static io.countersign.domain.testing.Remediations.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Probe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final PlannedStep STEP = step(1, "rollback", "1.5.0");

  /** The preimage, written down by hand: what an outsider would hash. */
  @Test
  void thePreimageIsTheWholePlanWithItsTypeAndNothingAbsent() {
    var incident = new IncidentId("inc_0123456789abcdef");
    var plan = small(incident, "book", digest("runbook"), "cause", "rollback", List.of(STEP), "");
    var step =
        """
        {"action":"rollback","content":"%s","executor":"supervisor","expected":{"version":"1.5.0"},"number":1,\
        "parameters":{},"target":"service/rig/checkout-api","timeoutSeconds":60}\
        """
            .formatted(digest("what runs").hex());
    var preimage =
        """
        {"actionClass":"rollback","affected":["a"],"cause":"cause","incident":"inc_0123456789abcdef",\
        "preconditions":["p"],"probes":[{"comparison":"BELOW","entity":"service/rig/checkout-api",\
        "name":"errors","query":"errors()","source":"prometheus","stabilitySeconds":15,\
        "threshold":"0.05"}],"rollback":[],"runbook":"book","runbookDigest":"%s","steps":[%s],\
        "t":"countersign-plan/1","targets":[{"fields":{"version":"1.5.0"},\
        "target":"service/rig/checkout-api"}]}\
        """
            .formatted(digest("runbook").hex(), step);
    assertThat(plan.digest()).isEqualTo(Digest.of(preimage.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsBoundAndUntilWhenIsUnderTheDigest() {
    var plan = small(INCIDENT, "book", digest("r"), "cause", "rollback", List.of(STEP), "");
    var unbound = plan.bound(step -> step.with(null));
    var bound = plan.bound(step -> step.with(digest("content")));
    var limited = bound.until(Instant.parse("2026-03-02T10:00:00Z"));
    assertThat(
            List.of(unbound, bound, plan.bound(step -> step.with(digest("edited"))), limited)
                .stream()
                .map(Plan::digest))
        .doesNotHaveDuplicates();
    assertThat(unbound.isBound()).isFalse();
    assertThat(bound.isBound()).isTrue();
    assertThat(limited.proposalDigest())
        .as("the same remedy a little later is no new proposal")
        .isEqualTo(bound.proposalDigest());
    assertThat(bound.proposalDigest()).isNotEqualTo(unbound.proposalDigest());
  }

  @Test
  void anyChangeIsAnotherDigest() {
    var digests = new LinkedHashSet<Digest>();
    digests.add(
        small(INCIDENT, "book", digest("r"), "cause", "rollback", List.of(STEP), "").digest());
    var changed =
        List.of(
            small(
                new IncidentId("inc_ffffffffffffffff"),
                "book",
                digest("r"),
                "cause",
                "rollback",
                List.of(STEP),
                ""),
            small(INCIDENT, "other", digest("r"), "cause", "rollback", List.of(STEP), ""),
            small(INCIDENT, "book", digest("s"), "cause", "rollback", List.of(STEP), ""),
            small(INCIDENT, "book", digest("r"), "other", "rollback", List.of(STEP), ""),
            small(INCIDENT, "book", digest("r"), "cause", "restart", List.of(STEP), ""),
            small(
                INCIDENT,
                "book",
                digest("r"),
                "cause",
                "rollback",
                List.of(STEP),
                digest("d").hex()),
            steps(
                new PlannedStep(
                    2, "supervisor", "rollback", CHECKOUT, Map.of(), STEP.expected(), 60)),
            steps(new PlannedStep(1, "other", "rollback", CHECKOUT, Map.of(), STEP.expected(), 60)),
            steps(
                new PlannedStep(
                    1, "supervisor", "restart", CHECKOUT, Map.of(), STEP.expected(), 60)),
            steps(
                new PlannedStep(
                    1,
                    "supervisor",
                    "rollback",
                    EntityId.service("rig", "x"),
                    Map.of(),
                    STEP.expected(),
                    60)),
            steps(
                new PlannedStep(
                    1, "supervisor", "rollback", CHECKOUT, Map.of("v", "1"), STEP.expected(), 60)),
            steps(new PlannedStep(1, "supervisor", "rollback", CHECKOUT, Map.of(), Map.of(), 60)),
            steps(
                new PlannedStep(
                    1, "supervisor", "rollback", CHECKOUT, Map.of(), STEP.expected(), 61)),
            steps(STEP, STEP),
            parts(
                List.of(checkout("1.4.2")), List.of("p"), List.of("a"), List.of(), probe("errors")),
            parts(
                List.of(checkout("1.5.0")), List.of("q"), List.of("a"), List.of(), probe("errors")),
            parts(
                List.of(checkout("1.5.0")), List.of("p"), List.of("b"), List.of(), probe("errors")),
            parts(
                List.of(checkout("1.5.0")),
                List.of("p"),
                List.of("a"),
                List.of(STEP),
                probe("errors")),
            probes(
                new Probe(
                    "other",
                    CHECKOUT,
                    "prometheus",
                    "errors()",
                    Probe.Comparison.BELOW,
                    "0.05",
                    15)),
            probes(
                new Probe(
                    "errors",
                    EntityId.service("rig", "x"),
                    "prometheus",
                    "errors()",
                    Probe.Comparison.BELOW,
                    "0.05",
                    15)),
            probes(
                new Probe(
                    "errors", CHECKOUT, "other", "errors()", Probe.Comparison.BELOW, "0.05", 15)),
            probes(
                new Probe(
                    "errors",
                    CHECKOUT,
                    "prometheus",
                    "other()",
                    Probe.Comparison.BELOW,
                    "0.05",
                    15)),
            probes(
                new Probe(
                    "errors",
                    CHECKOUT,
                    "prometheus",
                    "errors()",
                    Probe.Comparison.ABOVE,
                    "0.05",
                    15)),
            probes(
                new Probe(
                    "errors",
                    CHECKOUT,
                    "prometheus",
                    "errors()",
                    Probe.Comparison.BELOW,
                    "0.5",
                    15)),
            probes(
                new Probe(
                    "errors",
                    CHECKOUT,
                    "prometheus",
                    "errors()",
                    Probe.Comparison.BELOW,
                    "0.05",
                    16)));
    changed.forEach(plan -> assertThat(digests.add(plan.digest())).as("%s", plan).isTrue());
  }

  @Test
  void theOrderInWhichAMapWasFilledIsNoChange() {
    var one = new TreeMap<>(Map.of("a", "1", "b", "2"));
    var other = one.descendingMap();
    assertThat(steps(withParameters(one)).digest())
        .isEqualTo(steps(withParameters(other)).digest());
  }

  @Test
  void theProposalIsTheSameWhateverTheCauseWasCalledAndTheDryRunSaid() {
    var plan = plan();
    var said = plan.withDryRun("would roll back");
    assertThat(said.proposalDigest()).isEqualTo(plan.proposalDigest());
    assertThat(said.digest()).isNotEqualTo(plan.digest());
    assertThat(plan.proposalDigest()).isNotEqualTo(plan.digest());
  }

  @Test
  void aPlanDoesSomethingAndMeasuresIt() {
    assertThatThrownBy(() -> steps()).isInstanceOf(IllegalArgumentException.class);
  }

  private static PlannedStep withParameters(Map<String, String> parameters) {
    return new PlannedStep(1, "supervisor", "rollback", CHECKOUT, parameters, Map.of(), 60);
  }

  private static Plan steps(PlannedStep... steps) {
    return small(INCIDENT, "book", digest("r"), "cause", "rollback", List.of(steps), "");
  }

  private static Plan probes(Probe probe) {
    return parts(List.of(checkout("1.5.0")), List.of("p"), List.of("a"), List.of(), probe);
  }

  private static Plan small(
      IncidentId incident,
      String runbook,
      Digest runbookDigest,
      String cause,
      String actionClass,
      List<PlannedStep> steps,
      String dryRun) {
    return new Plan(
        incident,
        runbook,
        runbookDigest,
        cause,
        actionClass,
        List.of(checkout("1.5.0")),
        List.of("p"),
        List.of("a"),
        steps,
        List.of(),
        List.of(probe("errors")),
        dryRun);
  }

  private static Plan parts(
      List<TargetState> targets,
      List<String> preconditions,
      List<String> affected,
      List<PlannedStep> rollback,
      Probe probe) {
    return new Plan(
        INCIDENT,
        "book",
        digest("r"),
        "cause",
        "rollback",
        targets,
        preconditions,
        affected,
        List.of(STEP),
        rollback,
        List.of(probe),
        "");
  }
}
