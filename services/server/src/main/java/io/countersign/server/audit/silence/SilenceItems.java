package io.countersign.server.audit.silence;

import io.countersign.domain.Event;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.summary.EventSummary;
import io.countersign.server.web.ParameterParsing;
import org.jspecify.annotations.Nullable;

/** Puts events and notices into the words of somebody who asks why they weren't paged. */
record SilenceItems(EventSummary summaries, PrincipalNames.Lookup names) {

  SilenceItem of(RecordedEvent recorded) {
    var event = recorded.event();
    return new SilenceItem(
        recorded.at(),
        recorded.position(),
        kind(event, recorded.type()),
        rule(event),
        names.named(summaries.of(event)),
        recorded.aggregateId());
  }

  SilenceItem of(NoticesTold.Line it) {
    var to = it.target().isEmpty() ? it.receiver() : it.receiver() + " for " + it.target();
    var person = it.person() == null ? "" : " (" + names.orId(it.person()) + ")";
    var route = it.route().isEmpty() ? null : it.route();
    var about = it.remediation().isEmpty() ? it.incident() : it.remediation();
    return new SilenceItem(
        it.at(),
        it.position(),
        kind(it.outcome()),
        route,
        "%s, %s%s: %s".formatted(it.kind(), to, person, it.why()),
        about.isEmpty() ? null : about);
  }

  private static String kind(NoticesTold.Outcome outcome) {
    return switch (outcome) {
      case TOLD -> "notified";
      case REFUSED -> "notice-refused";
      case NOT_ROUTED -> "not-routed";
      case MUTED -> "notice-muted";
    };
  }

  /** Those that have a word of their own; of all others the event's name says what happened. */
  private static String kind(Event event, String type) {
    return switch (event) {
      case AlertEvent.Raised _ -> "raised";
      case AlertEvent.HeldBack _, MuteEvent.Muted _ -> "muted";
      case AlertEvent.Suppressed _ -> "suppressed";
      case AlertEvent.Repeated _ -> "repeated";
      case AlertEvent.Resolved _ -> "resolved";
      case IncidentEvent.AlertAttached e -> e.tie().echo() ? "joined-closed" : "joined";
      case RemediationEvent.PolicyEvaluated e -> decided(e.decision());
      case RemediationEvent.HeldUp _ -> "held-up";
      case RefusalEvent _ -> "refused";
      default -> type.substring(type.indexOf('.') + 1);
    };
  }

  private static String decided(PolicyDecision decision) {
    return switch (decision) {
      case PolicyDecision.Allowed _ -> "allowed";
      case PolicyDecision.Forbidden _ -> "forbidden";
      case PolicyDecision.NeedsApproval _ -> "needs-approval";
    };
  }

  private static @Nullable String rule(Event event) {
    return switch (event) {
      case AlertEvent.HeldBack e -> e.mute().value();
      case AlertEvent.Suppressed e -> ParameterParsing.lower(e.reason()).replace('_', '-');
      case IncidentEvent.AlertAttached e -> e.tie().rule();
      case IncidentEvent.Merged e -> e.tie().rule();
      case RemediationEvent.PolicyEvaluated e -> String.join(", ", e.decision().rules());
      case RemediationEvent.HeldUp e -> e.code().name();
      case IntakeEvent.Refused e -> e.code().name();
      case RefusalEvent e -> e.code().name();
      default -> null;
    };
  }
}
