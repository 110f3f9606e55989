package io.countersign.ledger.testing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ObservedHealth;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people, services and plans of the tests' one story: a bad release of checkout-api. */
public final class Story {
  public static final EntityId FRONTEND = EntityId.service("rig", "frontend");
  public static final EntityId CHECKOUT = EntityId.service("rig", "checkout-api");
  public static final EntityId SEARCH = EntityId.service("rig", "search");
  public static final PrincipalId ALICE = new PrincipalId("p_alice");
  public static final PrincipalId BOB = new PrincipalId("p_bob");
  public static final IncidentAlert BURN =
      alert("SLOBurnRate", FRONTEND, Severity.CRITICAL, Chronicle.START);
  public static final IncidentAlert CHECKOUT_ERRORS =
      alert("HighErrorRate", CHECKOUT, Severity.ERROR, Chronicle.START.plusSeconds(2));
  public static final IncidentAlert FRONTEND_ERRORS =
      alert("HighErrorRate", FRONTEND, Severity.ERROR, Chronicle.START.plusSeconds(3));
  public static final IncidentAlert UNRELATED =
      alert("HighLatency", SEARCH, Severity.WARNING, Chronicle.START.plusSeconds(4));
  public static final IncidentId INCIDENT = IncidentId.of(BURN.alert());
  public static final Plan PLAN =
      new Plan(
          INCIDENT,
          "roll-back-release",
          digest("runbook"),
          "release v2 of checkout-api",
          "rollback",
          List.of(new TargetState(CHECKOUT, Map.of("version", "v2", "previous", "v1"))),
          List.of("checkout-api runs v2"),
          List.of(FRONTEND.toString()),
          List.of(step(1, "rollback", "v2"), step(2, "warm-up", "v1")),
          List.of(step(1, "deploy", "v1")),
          List.of(
              new Probe(
                  "errors",
                  CHECKOUT,
                  "prometheus",
                  "errors()",
                  Probe.Comparison.BELOW,
                  "0.01",
                  15)),
          "");
  public static final RemediationId REMEDIATION =
      RemediationId.of(INCIDENT, PLAN.proposalDigest(), 1);
  public static final PolicyDecision.Approval APPROVAL =
      new PolicyDecision.Approval(
          "high", 1, Set.of(Role.APPROVER), Set.of(Role.COMMANDER), 60, 120, 600);
  public static final PolicyDecision NEEDS_APPROVAL =
      new PolicyDecision.NeedsApproval(
          List.of("tier-one-rollback"), digest("bundle"), List.of("tier 1: high"), APPROVAL);

  private Story() {}

  public static Digest digest(String of) {
    return Digest.of(of.getBytes(StandardCharsets.UTF_8));
  }

  public static BlobRef blob(String content) {
    return new BlobRef(digest(content), content.length(), "text/plain");
  }

  public static IncidentAlert alert(
      String name, EntityId entity, Severity severity, Instant startsAt) {
    var id = AlertId.of("alertmanager", name + entity, startsAt);
    return new IncidentAlert(id, entity, name, severity, "errors", startsAt);
  }

  /** How the alert was first recorded. */
  public static AlertEvent.Raised raised(IncidentAlert alert) {
    return raised(alert, null);
  }

  public static AlertEvent.Raised raised(IncidentAlert alert, @Nullable BlobRef annotations) {
    return new AlertEvent.Raised(
        alert.alert(),
        "alertmanager",
        alert.name() + alert.entity(),
        alert.name(),
        alert.severity(),
        alert.entity(),
        alert.signal(),
        alert.startsAt(),
        Map.of("service", alert.entity().name(), "environment", "rig"),
        annotations);
  }

  public static AlertEvent.Resolved resolved(IncidentAlert alert) {
    var endsAt = alert.startsAt().plusSeconds(90);
    return new AlertEvent.Resolved(alert.alert(), endsAt, 7, endsAt);
  }

  public static Claim claim(String id) {
    return new Claim(
        id,
        "prometheus",
        "errors()",
        Chronicle.START,
        Chronicle.START.plusSeconds(60),
        1,
        digest(id),
        "2 of 5 fail");
  }

  public static Diagnosis diagnosis(int number, boolean decided) {
    var reason = new Cause.Reason("errors began with the release", 40, List.of("c1"));
    return new Diagnosis(
        number,
        3,
        "rules",
        decided,
        List.of(
            new Cause(CHECKOUT, Cause.Kind.RELEASE, "CHG-1005", "v2", 90, List.of(reason)),
            new Cause(FRONTEND, Cause.Kind.LOAD, null, null, 10, List.of(reason))),
        List.of(claim("c1")),
        List.of("saturation of search"),
        List.of(new ObservedHealth(FRONTEND, ObservedHealth.State.FAILING, "0.53", true)));
  }

  public static ProbeReading reading(String value, boolean holds) {
    return new ProbeReading("errors", value, holds, Chronicle.START.plusSeconds(70), claim("v1"));
  }

  private static PlannedStep step(int number, String action, String version) {
    return new PlannedStep(
        number,
        "supervisor",
        action,
        CHECKOUT,
        Map.of("to", "v1"),
        Map.of("version", version),
        20,
        digest("what runs"));
  }
}
