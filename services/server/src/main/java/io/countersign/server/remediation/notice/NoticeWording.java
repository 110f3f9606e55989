package io.countersign.server.remediation.notice;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.incident.IncidentMeaning;
import java.time.Instant;
import java.util.List;

/** The wording of notices: what an incident means, and where more of it is to be read. */
final class NoticeWording {
  private final IncidentInbox incidents;
  private final Catalog catalog;
  private final PlanNews plans;
  private final String address;

  /**
   * @param address where this server is reached by people, without a slash at its end
   */
  NoticeWording(Ledger ledger, String address) {
    this.incidents = new IncidentInbox(ledger.dataSource());
    this.catalog = new Catalog(ledger.dataSource());
    this.plans = new PlanNews(ledger);
    this.address = address;
  }

  /** A person has to take over the incident, and why. */
  Notice escalated(String incident, Instant at) {
    var path = "/api/v1/incidents/" + incident;
    return ofIncident(Notice.Kind.INCIDENT_ESCALATED, incident, reason(incident), path, at);
  }

  private String reason(String incident) {
    return incidents.find(incident, 0).map(it -> it.incident().escalation()).orElse("");
  }

  Notice ofEmergency(Notice.Kind kind, String incident, String because, Instant at) {
    return ofIncident(kind, incident, because, "/api/v1/break-glass", at);
  }

  private Notice ofIncident(
      Notice.Kind kind, String incident, String because, String path, Instant at) {
    var meaning = meaning(incident);
    return new Notice(kind, "", incident, "", "", meaning, because, address + path, at);
  }

  /** What became of a plan. */
  Notice ofPlan(RemediationEvent event, Remediations.Row row, String because, Instant at) {
    var decided = plans.decided(event, row);
    return ofPlan(ApprovalNews.kind(event), row, decided.isEmpty() ? because : decided, at)
        .with(PlanNews.verdict(event), List.of());
  }

  Notice ofPlan(Notice.Kind kind, Remediations.Row row, String because, Instant at) {
    return new Notice(
        kind,
        row.id(),
        row.incident(),
        row.planDigest().hex(),
        risk(row),
        meaning(row.incident()),
        because,
        address + "/api/v1/remediations/" + row.id(),
        at);
  }

  private static String risk(Remediations.Row row) {
    return row.policy() instanceof PolicyDecision.NeedsApproval(_, _, _, var approval)
        ? approval.risk()
        : "";
  }

  private Notice.Meaning meaning(String incident) {
    return incidents
        .find(incident, 0)
        .map(it -> IncidentMeaning.of(it.incident(), catalog.topology()))
        .map(it -> new Notice.Meaning(it.title(), it.impact()))
        .orElse(Notice.Meaning.UNKNOWN);
  }
}
