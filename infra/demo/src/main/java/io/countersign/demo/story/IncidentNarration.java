package io.countersign.demo.story;

import io.countersign.demo.product.ProductApi;
import io.countersign.demo.story.Milestones.Milestone;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The timeline of incidents, narrated to somebody who never saw the product. */
final class IncidentNarration {
  private final ProductApi api;
  private final Narrator narrator;
  private final Milestones milestones;
  private final PlanApprover decision;
  private final Set<Long> narrated = new HashSet<>();

  IncidentNarration(
      ProductApi api, Narrator narrator, Milestones milestones, PlanApprover decision) {
    this.api = api;
    this.narrator = narrator;
    this.milestones = milestones;
    this.decision = decision;
  }

  /** Tells what is new of an incident. */
  void tell(String incident) {
    for (var entry : api.all("/api/v1/incidents/" + incident + "/timeline?limit=500")) {
      if (narrated.add(entry.path("position").asLong(0))) {
        tell(incident, entry, Instant.parse(AnswerTexts.text(entry, "at")));
      }
    }
  }

  private void tell(String incident, JsonNode entry, Instant at) {
    switch (AnswerTexts.text(entry, "type")) {
      case "incident.opened" -> opened(incident, at);
      case "incident.alert-attached" -> narrator.step(at, "correlated", summary(entry));
      case "incident.diagnosis-made" -> diagnosed(incident, at);
      case "remediation.approval-requested" -> asked(incident, at);
      case "remediation.approval-granted" -> approved(entry, at);
      case "remediation.step-started" -> narrator.step(at, "executing", summary(entry));
      case "remediation.step-completed" -> executed(entry, at);
      case "remediation.verification-passed" -> verified(incident, at);
      case "incident.resolved", "incident.recovered" -> closed(entry, at);
      case "incident.escalated",
          "incident.merged",
          "remediation.withdrawn",
          "remediation.approval-denied",
          "remediation.expired",
          "remediation.step-failed",
          "remediation.execution-curtailed",
          "remediation.verification-failed",
          "remediation.rollback-started",
          "remediation.rolled-back" ->
          narrator.step(at, "!", AnswerTexts.text(entry, "type") + ": " + summary(entry));
      default -> {
        // Finer steps are in the record, not in a first look.
      }
    }
  }

  private static String summary(JsonNode entry) {
    return AnswerTexts.text(entry, "summary");
  }

  private void opened(String id, Instant at) {
    var incident = api.get("/api/v1/incidents/" + id);
    var alert = incident.path("alertList").path(0);
    var what = AnswerTexts.text(alert, "name") + " on " + AnswerTexts.name(alert.path("entity"));
    milestones.reach(Milestone.DETECTED, at);
    narrator.step(
        at,
        "detected",
        "An alert came in: " + what + ", " + AnswerTexts.lower(alert, "severity") + ".",
        "Incident " + id + " was opened for it.");
  }

  private void diagnosed(String id, Instant at) {
    var incident = api.get("/api/v1/incidents/" + id);
    var diagnosis = AnswerTexts.last(incident.path("diagnoses"));
    milestones.reach(Milestone.DIAGNOSED, at);
    var evidence = AnswerTexts.evidence(diagnosis);
    narrator.step(at, "evidence", evidence.isEmpty() ? "none" : evidence.getFirst());
    evidence.stream().skip(1).forEach(narrator::detail);
    var decided = diagnosis.path("decided").asBoolean(false);
    var cause = diagnosis.path("causes").path(0);
    narrator.step(at, "cause", decided ? AnswerTexts.cause(cause) : "unknown; a person takes over");
    narrator.step(at, "it means", AnswerTexts.text(incident, "title"));
  }

  private void asked(String incident, Instant at) {
    for (var remediation : api.all("/api/v1/remediations?incident=" + incident)) {
      if (AnswerTexts.text(remediation, "state").equals("awaiting_approval")) {
        card(api.get("/api/v1/remediations/" + AnswerTexts.text(remediation, "id")), at);
      }
    }
  }

  private void card(JsonNode remediation, Instant at) {
    var plan = remediation.path("plan");
    var first = plan.path("steps").path(0);
    milestones.reach(Milestone.ASKED, at);
    narrator.step(
        at,
        "plan",
        AnswerTexts.steps(plan.path("steps")) + ", by " + AnswerTexts.text(first, "executor"),
        "only if it is as seen: " + AnswerTexts.members(first.path("expected")),
        "dry run: " + AnswerTexts.text(remediation, "dryRunSummary"),
        "if that makes it no better: " + AnswerTexts.steps(plan.path("rollback")),
        "proof that it worked: " + AnswerTexts.probes(plan.path("probes")));
    var policy = remediation.path("policy");
    var digest = AnswerTexts.text(remediation, "planDigest");
    narrator.step(
        at,
        "waiting",
        "Nothing is done yet. Risk "
            + AnswerTexts.text(policy, "risk")
            + ": must be approved by "
            + AnswerTexts.text(policy, "quorum")
            + " person with the role "
            + String.join(
                " or ",
                AnswerTexts.list(policy.path("roles")).stream().map(r -> r.asString("")).toList())
            + ".",
        "Approval binds to this very plan, digest " + shortened(digest));
    decision.show(remediation, Instant.now());
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length())) + "...";
  }

  private void approved(JsonNode entry, Instant at) {
    var name = AnswerTexts.text(entry, "actorName");
    milestones.reach(Milestone.APPROVED, at);
    narrator.step(
        at, "approved", "by " + (name.isEmpty() ? AnswerTexts.text(entry, "actor") : name) + ".");
  }

  private void executed(JsonNode entry, Instant at) {
    milestones.reach(Milestone.EXECUTED, at);
    narrator.step(at, "executed", summary(entry), "Now telemetry has to show that it helped.");
  }

  private void verified(String incident, Instant at) {
    milestones.reach(Milestone.VERIFIED, at);
    var readings =
        api.all("/api/v1/remediations?incident=" + incident).stream()
            .map(r -> api.get("/api/v1/remediations/" + AnswerTexts.text(r, "id")))
            .map(r -> AnswerTexts.readings(r.path("verification").path("readings")))
            .filter(text -> !text.isEmpty())
            .findFirst();
    narrator.step(
        at, "verified", "Telemetry shows the fault gone: " + readings.orElse("measured") + ".");
  }

  private void closed(JsonNode entry, Instant at) {
    milestones.reach(Milestone.CLOSED, at);
    narrator.step(at, "closed", summary(entry));
  }
}
