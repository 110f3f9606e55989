package io.countersign.demo.story;

import io.countersign.demo.product.ProductApi;
import io.countersign.demo.story.Milestones.Milestone;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Turns the record of one incident into a timeline for somebody who never saw the product. */
final class Story {
  private final ProductApi api;
  private final Narrator narrator;
  private final Milestones milestones;
  private final Decision decision;
  private final Set<Long> told = new HashSet<>();

  Story(ProductApi api, Narrator narrator, Milestones milestones, Decision decision) {
    this.api = api;
    this.narrator = narrator;
    this.milestones = milestones;
    this.decision = decision;
  }

  /** Tells what is new of an incident. */
  void tell(String incident) {
    for (var entry : api.all("/api/v1/incidents/" + incident + "/timeline?limit=500")) {
      if (told.add(entry.path("position").asLong(0))) {
        tell(incident, entry, Instant.parse(Words.text(entry, "at")));
      }
    }
  }

  private void tell(String incident, JsonNode entry, Instant at) {
    switch (Words.text(entry, "type")) {
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
          "remediation.verification-failed",
          "remediation.rollback-started",
          "remediation.rolled-back" ->
          narrator.step(at, "!", Words.text(entry, "type") + ": " + summary(entry));
      default -> {
        // Finer steps are in the record, not in a first look.
      }
    }
  }

  private static String summary(JsonNode entry) {
    return Words.text(entry, "summary");
  }

  private void opened(String id, Instant at) {
    var incident = api.get("/api/v1/incidents/" + id);
    var alert = incident.path("alertList").path(0);
    var what = Words.text(alert, "name") + " on " + Words.name(alert.path("entity"));
    milestones.reach(Milestone.DETECTED, at);
    narrator.step(
        at,
        "detected",
        "An alert came in: " + what + ", " + Words.lower(alert, "severity") + ".",
        "Incident " + id + " was opened for it.");
  }

  private void diagnosed(String id, Instant at) {
    var incident = api.get("/api/v1/incidents/" + id);
    var diagnosis = Words.last(incident.path("diagnoses"));
    milestones.reach(Milestone.DIAGNOSED, at);
    var evidence = Words.evidence(diagnosis);
    narrator.step(at, "evidence", evidence.isEmpty() ? "none" : evidence.getFirst());
    evidence.stream().skip(1).forEach(narrator::detail);
    var decided = diagnosis.path("decided").asBoolean(false);
    var cause = diagnosis.path("causes").path(0);
    narrator.step(at, "cause", decided ? Words.cause(cause) : "unknown; a person takes over");
  }

  private void asked(String incident, Instant at) {
    for (var remediation : api.all("/api/v1/remediations?incident=" + incident)) {
      if (Words.text(remediation, "state").equals("awaiting_approval")) {
        card(api.get("/api/v1/remediations/" + Words.text(remediation, "id")), at);
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
        Words.steps(plan.path("steps")) + ", by " + Words.text(first, "executor"),
        "only if it is as seen: " + Words.members(first.path("expected")),
        "dry run: " + Words.text(remediation, "dryRunSummary"),
        "if that makes it no better: " + Words.steps(plan.path("rollback")),
        "proof that it worked: " + Words.probes(plan.path("probes")));
    var policy = remediation.path("policy");
    var digest = Words.text(remediation, "planDigest");
    narrator.step(
        at,
        "waiting",
        "Nothing is done yet. Risk "
            + Words.text(policy, "risk")
            + ": must be approved by "
            + Words.text(policy, "quorum")
            + " person with the role "
            + String.join(
                " or ", Words.list(policy.path("roles")).stream().map(r -> r.asString("")).toList())
            + ".",
        "Approval binds to this very plan, digest " + shortened(digest));
    decision.show(remediation, Instant.now());
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length())) + "...";
  }

  private void approved(JsonNode entry, Instant at) {
    var name = Words.text(entry, "actorName");
    milestones.reach(Milestone.APPROVED, at);
    narrator.step(
        at, "approved", "by " + (name.isEmpty() ? Words.text(entry, "actor") : name) + ".");
  }

  private void executed(JsonNode entry, Instant at) {
    milestones.reach(Milestone.EXECUTED, at);
    narrator.step(at, "executed", summary(entry), "Now telemetry has to show that it helped.");
  }

  private void verified(String incident, Instant at) {
    milestones.reach(Milestone.VERIFIED, at);
    var readings =
        api.all("/api/v1/remediations?incident=" + incident).stream()
            .map(r -> api.get("/api/v1/remediations/" + Words.text(r, "id")))
            .map(r -> Words.readings(r.path("verification").path("readings")))
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
