package io.countersign.server.audit;

import io.countersign.domain.Event;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.ApprovalQueue;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.web.ParameterParsing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what the loop does, from the record: an event counts on the one server that is told of it,
 * from its start on.
 */
final class LoopMetrics {
  private final MeterRegistry registry;
  private final IncidentInbox incidents;
  private final Remediations remediations;

  LoopMetrics(MeterRegistry registry, IncidentInbox incidents, Remediations remediations) {
    this.registry = registry;
    this.incidents = incidents;
    this.remediations = remediations;
  }

  void begin(Ledger ledger, ApprovalQueue approvals) {
    registry.gauge("countersign.approvals.waiting", approvals, LoopMetrics::waiting);
    ledger.automation(
        "metrics",
        Set.<Class<? extends Event>>of(IncidentEvent.class, RemediationEvent.class),
        this::count);
  }

  /** At most a page is counted; more than that is too many, whatever the number. */
  private static double waiting(ApprovalQueue approvals) {
    return approvals.list(new Page.Request(null, Page.MOST)).items().size();
  }

  private void count(RecordedEvent recorded) {
    switch (recorded.event()) {
      case IncidentEvent event -> count(event, recorded.at());
      case RemediationEvent event -> count(event, recorded.at());
      default -> {
        // not asked for
      }
    }
  }

  private void count(IncidentEvent event, Instant at) {
    switch (event) {
      case IncidentEvent.Opened _ -> registry.counter("countersign.incidents.opened").increment();
      case IncidentEvent.Resolved _ -> closed("resolved");
      case IncidentEvent.Recovered _ -> closed("recovered");
      case IncidentEvent.Merged _ -> closed("merged");
      case IncidentEvent.Escalated _ ->
          registry.counter("countersign.incidents.escalated").increment();
      case IncidentEvent.DiagnosisMade e ->
          incidents
              .find(e.incident().value())
              .ifPresent(it -> time("countersign.diagnosis", it.incident().openedAt(), at));
      default -> {
        // tells nothing that is counted
      }
    }
  }

  private void closed(String how) {
    registry.counter("countersign.incidents.closed", "how", how).increment();
  }

  private void count(RemediationEvent event, Instant at) {
    switch (event) {
      case RemediationEvent.Proposed _ -> outcome("proposed");
      case RemediationEvent.Completed e -> outcome(ParameterParsing.lower(e.outcome()));
      case RemediationEvent.Expired _ -> outcome("expired");
      case RemediationEvent.Withdrawn _ -> outcome("withdrawn");
      case RemediationEvent.ApprovalGranted e -> decided(e.remediation().value(), "approved", at);
      case RemediationEvent.ApprovalDenied e -> decided(e.remediation().value(), "denied", at);
      default -> {
        // tells nothing that is counted
      }
    }
  }

  private void outcome(String outcome) {
    registry.counter("countersign.remediations", "outcome", outcome).increment();
  }

  private void decided(String remediation, String decision, Instant at) {
    registry.counter("countersign.decisions", "decision", decision).increment();
    remediations
        .find(remediation)
        .flatMap(it -> Optional.ofNullable(it.request()))
        .ifPresent(it -> time("countersign.decision", it.requestedAt(), at));
  }

  private void time(String name, Instant from, Instant to) {
    registry.timer(name).record(Duration.between(from, to));
  }
}
