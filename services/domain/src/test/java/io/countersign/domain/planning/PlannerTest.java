package io.countersign.domain.planning;

import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.planning.PlanningOutcome.DoesNotFit;
import io.countersign.domain.planning.PlanningOutcome.Planned;
import io.countersign.domain.planning.Runbook.ProbeTemplate;
import io.countersign.domain.planning.Runbook.StepTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final EntityId FRONTEND = EntityId.service("rig", "frontend");
  private static final EntityId EDGE = EntityId.service("rig", "edge");
  private static final Map<String, String> OBSERVED =
      Map.of("version", "1.5.0", "previous", "1.4.2", "replicas", "2", "pid", "4711");

  @Test
  void aRunbookIsFilledInFromWhatWasSeen() {
    var plan = planned(rollBack(2));
    assertThat(plan.incident()).isEqualTo(INCIDENT);
    assertThat(plan.runbook()).isEqualTo("roll-back");
    assertThat(plan.runbookDigest()).isEqualTo(digest("roll-back"));
    assertThat(plan.cause())
        .isEqualTo("RELEASE of service/rig/checkout-api, release of 1.5.0 (CHG-1005)");
    assertThat(plan.steps())
        .containsExactly(
            new PlannedStep(
                1,
                "supervisor",
                "rollback",
                CHECKOUT,
                Map.of("to", "1.4.2", "why", "CHG-1005 in rig"),
                Map.of("version", "1.5.0"),
                60));
    assertThat(plan.rollback())
        .containsExactly(
            new PlannedStep(
                1,
                "supervisor",
                "deploy",
                CHECKOUT,
                Map.of("version", "1.5.0"),
                Map.of("version", "1.4.2"),
                60));
    assertThat(plan.probes())
        .containsExactly(
            new Probe(
                "error-ratio",
                CHECKOUT,
                "prometheus",
                "errors{checkout-api}",
                Probe.Comparison.BELOW,
                "0.05",
                15));
    assertThat(plan.dryRun()).isEmpty();
  }

  /** Neither what the target tells nor what a runbook says: a plan is recorded for ever. */
  @Test
  void whatWouldPutASecretOnRecordDoesNotFitAndIsNotTold() {
    var told = new HashMap<>(OBSERVED);
    told.put("previous", "postgresql://app:plan-canary@db/orders");
    assertThat(misfit(rollBack(2), input(cause(Cause.Kind.RELEASE, "1.5.0"), told)))
        .contains(
            "the parameter to looks like a secret: where it's needed, its executor is given it",
            "the target's field previous looks like a secret: where it's needed, its executor is"
                + " given it")
        .noneMatch(why -> why.contains("canary"));
    told.put("previous", new TargetState(CHECKOUT, told).redacted().fields().get("previous"));
    assertThat(misfit(rollBack(2), input(cause(Cause.Kind.RELEASE, "1.5.0"), told)))
        .anyMatch(why -> why.startsWith("the parameter to looks like a secret"));
    var said = Map.of("api_key", "plan-canary", "other_token", "env:TOKEN");
    var runbook = runbook("say", 2, said, Signal.ERRORS);
    assertThat(misfit(runbook, input(cause(Cause.Kind.RELEASE, "1.5.0"), OBSERVED)))
        .containsExactly(
            "the parameter api_key looks like a secret: where it's needed, its executor is given"
                + " it");
  }

  @Test
  void aVersionThatReadsLikeAnAddressIsNone() {
    var read = new TargetState(CHECKOUT, Map.of("version", "web@1.2.3-rc.two", "dsn", "a:b@h"));
    assertThat(read.redacted().fields())
        .containsEntry("version", "web@1.2.3-rc.two")
        .containsEntry("dsn", "[redacted]@h");
  }

  @Test
  void onlyFieldsThatTheRunbookNamesAreDrift() {
    assertThat(planned(rollBack(2)).targets())
        .containsExactly(
            new TargetState(CHECKOUT, Map.of("version", "1.5.0", "previous", "1.4.2")));
  }

  @Test
  void whoeverDependsOnTheTargetMayNotice() {
    assertThat(planned(rollBack(2)).affected())
        .containsExactly("service/rig/edge", "service/rig/frontend");
  }

  @Test
  void whatTooManyDependOnIsForAPerson() {
    assertThat(Planner.plan(rollBack(2), dependedOnBy(200, "s"))).isInstanceOf(Planned.class);
    assertThat(misfit(rollBack(2), dependedOnBy(201, "s")))
        .containsExactly("too many are affected: 201, and at most 200 may");
    assertThat(misfit(rollBack(2), dependedOnBy(200, "s".repeat(190))))
        .containsExactly("the plan is larger than what can be recorded");
  }

  private static PlanningInput dependedOnBy(int callers, String name) {
    var usual = input(cause(Cause.Kind.RELEASE, "1.5.0"), OBSERVED);
    var calls =
        IntStream.range(0, callers)
            .mapToObj(i -> EntityId.service("rig", name + i))
            .map(caller -> new Relation(Relation.Kind.CALLS, caller, CHECKOUT))
            .toList();
    return new PlanningInput(
        INCIDENT,
        usual.cause(),
        usual.observed(),
        new Topology(List.of(new Entity(CHECKOUT, "shop", 1, false)), calls),
        usual.executor(),
        usual.queries(),
        usual.measured(),
        usual.stabilitySeconds());
  }

  @Test
  void preconditionsAreToldInWords() {
    assertThat(planned(rollBack(2)).preconditions())
        .containsExactly(
            "service/rig/checkout-api has previous 1.4.2",
            "service/rig/checkout-api has version 1.5.0",
            "its version is the blamed release's version: 1.5.0");
  }

  @Test
  void theSameInputGivesTheSamePlan() {
    assertThat(planned(rollBack(2)).digest()).isEqualTo(planned(rollBack(2)).digest());
  }

  @Test
  void anotherKindOfCauseOrEntityDoesNotFit() {
    assertThat(misfit(rollBack(2), input(cause(Cause.Kind.LOAD, "1.5.0"), OBSERVED)))
        .containsExactly("it doesn't answer the cause LOAD");
    var host = new EntityId("host", "rig", "checkout-api");
    var cause = new Cause(host, Cause.Kind.RELEASE, "CHG-1005", "1.5.0", 80, List.of());
    assertThat(misfit(rollBack(2), input(cause, OBSERVED)))
        .containsExactly(
            "service/rig/checkout-api is not what host/rig/checkout-api is about",
            "it can't act on the kind host");
  }

  @Test
  void whatTheTargetDoesNotTellIsMissing() {
    var observed = Map.of("version", "1.5.0", "previous", " ");
    assertThat(misfit(rollBack(2), input(cause(Cause.Kind.RELEASE, "1.5.0"), observed)))
        .containsExactly("service/rig/checkout-api tells no previous");
  }

  @Test
  void theBlamedReleaseMustBeTheOneThatRuns() {
    assertThat(misfit(rollBack(2), input(cause(Cause.Kind.RELEASE, "1.6.0"), OBSERVED)))
        .containsExactly("its version is 1.5.0, not the blamed release's version 1.6.0");
    assertThat(misfit(rollBack(2), input(cause(Cause.Kind.RELEASE, null), OBSERVED)))
        .containsExactly("the blamed release's version isn't known");
  }

  @Test
  void unknownVariablesAndUnmeasuredSignalsAreRefused() {
    var odd =
        runbook(
            "odd",
            2,
            Map.of("a", "${target.owner}", "b", "${state.version", "c", "$version"),
            Signal.LATENCY);
    assertThat(misfit(odd, input(cause(Cause.Kind.RELEASE, "1.5.0"), OBSERVED)))
        .containsExactly(
            "${target.owner} isn't known",
            "${state.version isn't known",
            "no query is configured for the signal LATENCY");
  }

  @Test
  void aValueIsNeverTakenForATemplate() {
    var sly = Map.of("version", "${target.name}$1", "previous", "1.4.2");
    var outcome =
        Planner.plan(
            runbook("plain", 2, Map.of("v", "${state.version}"), Signal.ERRORS),
            input(cause(Cause.Kind.RELEASE, "${target.name}$1"), sly));
    assertThat(((Planned) outcome).plan().steps().getFirst().parameters())
        .containsEntry("v", "${target.name}$1");
  }

  @Test
  void aValueThatIsNoneOfThoseAllowedDoesNotFit() {
    var onlyStopped = Map.of("${state.state}", List.of("stopped", "failed"));
    var start = runbook(new Runbook.Conditions(List.of("state"), Map.of(), onlyStopped, Set.of()));
    var cause = cause(Cause.Kind.RELEASE, "1.5.0");
    assertThat(Planner.plan(start, input(cause, Map.of("state", "failed"))))
        .isInstanceOf(Planned.class);
    assertThat(misfit(start, input(cause, Map.of("state", "restarting"))))
        .containsExactly("its state is restarting, none of stopped, failed");
  }

  @Test
  void whatRestartsByItselfIsNotRestarted() {
    var still = new Runbook.Conditions(List.of(), Map.of(), Map.of(), Set.of(Signal.RESTARTS));
    var restart = runbook(still);
    assertThat(Planner.plan(restart, measured(Signal.RESTARTS, moved(0))))
        .isInstanceOf(Planned.class);
    assertThat(misfit(restart, measured(Signal.RESTARTS, moved(2))))
        .containsExactly("restarts of it moved by themselves since the fault began, times seen: 2");
  }

  @Test
  void aProbeAsksForNoMoreThanTheTargetUsuallyGives() {
    assertThat(thresholdFor(OptionalDouble.of(0.4))).isEqualTo("0.8");
    assertThat(thresholdFor(OptionalDouble.of(0.01))).isEqualTo("0.25");
    assertThat(thresholdFor(OptionalDouble.empty())).isEqualTo("0.25");
  }

  private static String thresholdFor(OptionalDouble usual) {
    var template =
        new ProbeTemplate("p", Signal.ERRORS, Probe.Comparison.BELOW, "0.25", "2", false);
    var measured = new SignalMeasurement(OptionalDouble.of(1), usual, 0);
    var planned = Planner.plan(probed(template), measured(Signal.ERRORS, measured));
    return ((Planned) planned).plan().probes().getFirst().threshold();
  }

  @Test
  void whatIsNotMeasuredOfTheTargetIsNotAskedOfIt() {
    var errors = new ProbeTemplate("e", Signal.ERRORS, Probe.Comparison.BELOW, "0.05", "", false);
    var latency = new ProbeTemplate("l", Signal.LATENCY, Probe.Comparison.BELOW, "1", "", true);
    var outcome = Planner.plan(probed(errors, latency), measured(Signal.RATE, moved(0)));
    assertThat(((Planned) outcome).plan().probes()).extracting(Probe::name).containsExactly("e");
    assertThat(misfit(probed(latency), measured(Signal.RATE, moved(0))))
        .containsExactly("nothing that it would be proved by is measured");
  }

  private static SignalMeasurement moved(int times) {
    return new SignalMeasurement(OptionalDouble.of(1), OptionalDouble.of(1), times);
  }

  private static PlanningInput measured(Signal signal, SignalMeasurement measured) {
    var usual = input(cause(Cause.Kind.RELEASE, "1.5.0"), OBSERVED);
    return new PlanningInput(
        INCIDENT,
        usual.cause(),
        usual.observed(),
        usual.topology(),
        usual.executor(),
        usual.queries(),
        Map.of(signal, measured),
        usual.stabilitySeconds());
  }

  private static Runbook runbook(Runbook.Conditions conditions) {
    return like(rollBack(2), conditions, rollBack(2).probes());
  }

  private static Runbook probed(ProbeTemplate... probes) {
    return like(rollBack(2), rollBack(2).conditions(), List.of(probes));
  }

  private static Runbook like(
      Runbook it, Runbook.Conditions conditions, List<ProbeTemplate> probes) {
    var act = List.of(new StepTemplate("act", Map.of(), Map.of(), 30));
    return new Runbook(
        "it",
        "It",
        digest("it"),
        it.causes(),
        it.entityKinds(),
        "act",
        1,
        conditions,
        null,
        act,
        List.of(),
        probes);
  }

  private static Plan planned(Runbook runbook) {
    var outcome = Planner.plan(runbook, input(cause(Cause.Kind.RELEASE, "1.5.0"), OBSERVED));
    return ((Planned) outcome).plan();
  }

  private static List<String> misfit(Runbook runbook, PlanningInput input) {
    return ((DoesNotFit) Planner.plan(runbook, input)).why();
  }

  private static Cause cause(Cause.Kind kind, @Nullable String toVersion) {
    return new Cause(CHECKOUT, kind, "CHG-1005", toVersion, 80, List.of());
  }

  private static PlanningInput input(Cause cause, Map<String, String> observed) {
    var topology =
        new Topology(
            List.of(new Entity(CHECKOUT, "shop", 1, false)),
            List.of(
                new Relation(Relation.Kind.CALLS, FRONTEND, CHECKOUT),
                new Relation(Relation.Kind.CALLS, EDGE, FRONTEND),
                new Relation(Relation.Kind.CALLS, CHECKOUT, EntityId.service("rig", "payments"))));
    return new PlanningInput(
        INCIDENT,
        cause,
        new TargetState(CHECKOUT, observed),
        topology,
        "supervisor",
        Map.of(Signal.ERRORS, new SignalQuery("prometheus", "errors{checkout-api}")),
        Map.of(),
        15);
  }

  private static Runbook rollBack(int risk) {
    return runbook(
        "roll-back",
        risk,
        Map.of("to", "${state.previous}", "why", "${cause.change} in ${target.environment}"),
        Signal.ERRORS);
  }

  private static Runbook runbook(
      String id, int risk, Map<String, String> parameters, Signal probed) {
    return new Runbook(
        id,
        "Roll back a release",
        digest(id),
        Set.of(Cause.Kind.RELEASE),
        Set.of("service"),
        "rollback",
        risk,
        new Runbook.Conditions(
            List.of("version", "previous"),
            Map.of("${state.version}", "${cause.toVersion}"),
            Map.of(),
            Set.of()),
        null,
        List.of(
            new StepTemplate("rollback", parameters, Map.of("version", "${state.version}"), 60)),
        List.of(
            new StepTemplate(
                "deploy",
                Map.of("version", "${state.version}"),
                Map.of("version", "${state.previous}"),
                60)),
        List.of(
            new ProbeTemplate("error-ratio", probed, Probe.Comparison.BELOW, "0.05", "", false)));
  }
}
