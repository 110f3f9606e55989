package io.countersign.domain.testing;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A remediation of two steps and its histories up to each phase. Approval is asked for at {@link
 * Contexts#T0}: reminded after 60 s, escalated after 120 s, expired after 300 s.
 */
public final class Remediations {
  /** The first alert of the incident. */
  public static final AlertId ALERT = new AlertId("0123456789abcdef".repeat(4));

  public static final IncidentId INCIDENT = IncidentId.of(ALERT);
  public static final RemediationId ID = new RemediationId("rem_0123456789abcdef");
  public static final EntityId CHECKOUT = CatalogFixtures.service("checkout-api");
  public static final PrincipalId ALICE = new PrincipalId("alice");
  public static final PrincipalId BOB = new PrincipalId("bob");

  /** As approved: the bad version runs. */
  public static final TargetState BAD = checkout("1.5.0");

  /** After the first step. */
  public static final TargetState GOOD = checkout("1.4.2");

  /** Which instance of it ran. */
  public static final String INSTANCE = "2026-03-02T09:00:00Z";

  public static final PolicyDecision ALLOWED =
      new PolicyDecision.Allowed(
          List.of("low-risk"), digest("bundle"), List.of("low-risk: matched"));
  public static final PolicyDecision FORBIDDEN =
      new PolicyDecision.Forbidden(List.of("never"), digest("bundle"), List.of(), "not here");

  /** As recorded, and as read again at the gate: one approval. */
  public static final PolicyDecision POLICY = needsApproval(1);

  /** All clocks agree. */
  public static final ClockComparison CLOCKS =
      new ClockComparison(Map.of("the database", Duration.ofSeconds(1)), Duration.ofSeconds(30));

  private Remediations() {}

  public static Digest digest(String content) {
    return Digest.ofJson(content);
  }

  public static TargetState checkout(String version) {
    return new TargetState(CHECKOUT, Map.of("version", version));
  }

  public static ObservedTarget observed(TargetState state) {
    return new ObservedTarget(state, INSTANCE);
  }

  public static Plan plan() {
    return plan(List.of(step(1, "rollback", "1.5.0"), step(2, "warm", "1.4.2")), back());
  }

  /** The same plan against another incident. */
  public static Plan planFor(IncidentId incident) {
    var it = plan();
    return new Plan(
        incident,
        it.runbook(),
        it.runbookDigest(),
        it.cause(),
        it.actionClass(),
        it.targets(),
        it.preconditions(),
        it.affected(),
        it.steps(),
        it.rollback(),
        it.probes(),
        it.dryRun());
  }

  public static Plan plan(List<PlannedStep> steps, List<PlannedStep> rollback) {
    return new Plan(
        INCIDENT,
        "roll-back-a-release",
        digest("runbook"),
        "release CHG-1005 of checkout-api",
        "rollback",
        List.of(BAD),
        List.of("checkout-api has version 1.5.0"),
        List.of("service/rig/frontend"),
        steps,
        rollback,
        List.of(probe("error-ratio"), probe("reachable")),
        "");
  }

  public static List<PlannedStep> back() {
    return List.of(step(1, "deploy", "1.4.2"));
  }

  public static PlannedStep step(int number, String action, String expected) {
    return new PlannedStep(
        number,
        "supervisor",
        action,
        CHECKOUT,
        Map.of(),
        Map.of("version", expected),
        60,
        digest("what runs"));
  }

  public static Probe probe(String name) {
    return new Probe(name, CHECKOUT, "prometheus", name + "()", Probe.Comparison.BELOW, "0.05", 15);
  }

  public static List<ProbeReading> readings(boolean errors, boolean reachable) {
    return List.of(reading("error-ratio", errors), reading("reachable", reachable));
  }

  public static ProbeReading reading(String probe, boolean holds) {
    var value = holds ? "0" : "0.6";
    var claim =
        new Claim(
            "c1", "prometheus", probe, Contexts.T0, Contexts.T0, 1, digest(value), probe + value);
    return new ProbeReading(probe, value, holds, Contexts.T0, claim);
  }

  public static PolicyDecision.Approval terms(int quorum) {
    return new PolicyDecision.Approval(
        "high", quorum, Set.of(Role.APPROVER), Set.of(Role.COMMANDER), 60, 120, 300);
  }

  public static PolicyDecision needsApproval(int quorum) {
    return new PolicyDecision.NeedsApproval(
        List.of("people-decide"), digest("bundle"), List.of(), terms(quorum));
  }

  /**
   * alice and bob approve, carol commands, dave responds, root administers, ci is a service; the
   * incident is open.
   */
  public static KnownFacts staff() {
    return KnownFacts.nothing()
        .incidentOpen(INCIDENT)
        .person("alice", Role.APPROVER)
        .person("bob", Role.APPROVER)
        .person("carol", Role.COMMANDER)
        .person("dave", Role.RESPONDER)
        .person("root", Role.ADMINISTRATOR, Role.APPROVER)
        .service("ci", Role.APPROVER)
        .agent("model", Role.APPROVER, Role.RESPONDER);
  }

  public static RemediationEvent.Proposed proposed(Plan plan) {
    return new RemediationEvent.Proposed(ID, 1, PrincipalId.SYSTEM, plan, plan.digest());
  }

  public static RemediationEvent.PolicyEvaluated evaluated(PolicyDecision decision) {
    return RemediationEvent.PolicyEvaluated.of(ID, decision, null);
  }

  public static RemediationEvent.ApprovalRequested requested(int quorum) {
    return new RemediationEvent.ApprovalRequested(
        ID,
        plan().digest(),
        terms(quorum),
        Contexts.after(60),
        Contexts.after(120),
        Contexts.after(300));
  }

  public static RemediationEvent.ApprovalGranted granted(PrincipalId by) {
    return new RemediationEvent.ApprovalGranted(
        ID, by, Set.of(Role.APPROVER), plan().digest(), "looks right");
  }

  public static RemediationEvent.Approved approved(PrincipalId... by) {
    return new RemediationEvent.Approved(ID, plan().digest(), List.of(by));
  }

  public static RemediationEvent.StepStarted started(int step, int attempt, int epoch) {
    return started(step, attempt, epoch, false, step == 1 ? BAD : GOOD, ALICE);
  }

  /** A step of the rollback. */
  public static RemediationEvent.StepStarted backStarted(int step, int attempt, int epoch) {
    return started(step, attempt, epoch, true, GOOD, ALICE);
  }

  public static RemediationEvent.StepStarted started(
      int step, int attempt, int epoch, boolean back, TargetState observed, PrincipalId... by) {
    return new RemediationEvent.StepStarted(
        ID,
        step,
        attempt,
        epoch,
        back,
        StepAttempt.key(ID, back, step, 1),
        observed,
        INSTANCE,
        List.of(by),
        digest("bundle"),
        POLICY.rules(),
        Contexts.T0);
  }

  public static RemediationEvent.StepCompleted completed(int step, int attempt, boolean back) {
    return new RemediationEvent.StepCompleted(
        ID, step, attempt, back, back ? BAD : GOOD, null, Contexts.T0);
  }

  public static RemediationEvent.StepFailed failed(
      int step, int attempt, boolean back, boolean again) {
    return new RemediationEvent.StepFailed(
        ID, step, attempt, back, "UNREACHABLE", again, Contexts.T0);
  }

  public static List<RemediationEvent> awaiting(int quorum) {
    return List.of(proposed(plan()), evaluated(needsApproval(quorum)), requested(quorum));
  }

  /** Approved by alice alone. */
  public static List<RemediationEvent> approvedByAlice() {
    return then(awaiting(1), granted(ALICE), approved(ALICE));
  }

  public static List<RemediationEvent> executing() {
    return then(approvedByAlice(), executionStarted());
  }

  public static RemediationEvent.ExecutionStarted executionStarted() {
    return new RemediationEvent.ExecutionStarted(
        ID,
        plan().digest(),
        List.of(CHECKOUT.toString()),
        List.of(BAD),
        readings(false, true),
        POLICY.bundle(),
        POLICY.rules());
  }

  /** Both steps done. */
  public static List<RemediationEvent> verifying() {
    return then(
        executing(),
        started(1, 1, 1),
        completed(1, 1, false),
        started(2, 1, 2),
        completed(2, 1, false));
  }

  /** After verification failed. */
  public static List<RemediationEvent> rollingBack() {
    return then(
        verifying(),
        new RemediationEvent.VerificationFailed(ID, readings(false, true)),
        new RemediationEvent.RollbackStarted(ID, "it didn't help"));
  }

  public static List<RemediationEvent> then(
      List<RemediationEvent> history, RemediationEvent... further) {
    return new ArrayList<>(Stream.concat(history.stream(), Stream.of(further)).toList());
  }
}
