package io.countersign.server.ticketing.story;

import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.incident.IncidentTimeline;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The stories that tickets are told, with what tells when their fields became what they are. */
@Component
public final class TicketStories {
  /** What a human needs of the story: cause, evidence, plan, decision, result. */
  private static final Set<String> TOLD =
      Set.of(
          "incident.diagnosis-made",
          "incident.escalated",
          "incident.acknowledged",
          "incident.noted",
          "incident.recovered",
          "incident.resolved",
          "incident.reopened",
          "remediation.proposed",
          "remediation.approval-requested",
          "remediation.approval-granted",
          "remediation.approval-denied",
          "remediation.approved",
          "remediation.expired",
          "remediation.withdrawn",
          "remediation.execution-started",
          "remediation.step-failed",
          "remediation.verification-passed",
          "remediation.verification-failed",
          "remediation.rolled-back",
          "remediation.completed");

  /** What else tells when a field became what it is. */
  private static final Set<String> CHANGING =
      Set.of("incident.opened", "incident.assigned", "incident.priority-set", "incident.merged");

  /** What alerts change: the priority does where nobody said one. */
  private static final Set<String> OF_ALERTS = Set.of("severity", "priority");

  private final IncidentTimeline timeline;

  TicketStories(IncidentTimeline timeline) {
    this.timeline = timeline;
  }

  /**
   * The story of an incident, of which nothing is read yet.
   *
   * @param rules of the fields that are kept equal
   */
  public IncidentStory of(TicketLinkId link, String incident, List<FieldRule> rules) {
    var types = new TreeSet<>(TOLD);
    types.addAll(CHANGING);
    if (link.isIncident()) {
      types.add(RemarkElsewhere.TYPE);
    }
    if (rules.stream().anyMatch(TicketStories::asksForAlerts)) {
      types.add("incident.alert-attached");
    }
    return new IncidentStory(request -> timeline.of(incident, types, request));
  }

  /** Alerts are many, and only comparisons of what the worst of them says need to know of each. */
  private static boolean asksForAlerts(FieldRule rule) {
    return OF_ALERTS.contains(rule.field()) && rule.onConflict() == FieldRule.OnConflict.NEWEST;
  }

  static boolean isTold(TicketLinkId link, IncidentTimeline.Entry entry) {
    return entry.event() instanceof CommentReceived said
        ? RemarkElsewhere.isFor(link, said)
        : TOLD.contains(entry.type());
  }
}
