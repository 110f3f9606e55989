package io.countersign.server.remediation.notice;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.ledger.view.Page;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;

/** The plans of an incident that still wait for somebody, and the incident itself. */
final class StillWaiting {
  /**
   * A plan that does.
   *
   * @param kind of the notice by which it's told
   * @param because why; empty where nobody said
   */
  record Plan(Notice.Kind kind, Remediations.Row row, String because) {}

  private final Ledger ledger;
  private final Remediations remediations;

  StillWaiting(Ledger ledger, Remediations remediations) {
    this.ledger = ledger;
    this.remediations = remediations;
  }

  /** Whether a person has to take it over, and nobody did. */
  boolean isForPerson(String incident) {
    return ledger.incident(new IncidentId(incident)) instanceof Incident.Open open
        && open.findings().escalated()
        && open.responders().acknowledgedBy().isEmpty();
  }

  Stream<Plan> plans(String incident) {
    var asked =
        list(State.AWAITING_APPROVAL, incident)
            .map(row -> new Plan(Notice.Kind.APPROVAL_REQUESTED, row, missing(row)));
    var heldUp =
        Stream.of(State.APPROVED, State.EXECUTING, State.ROLLING_BACK)
            .flatMap(state -> list(state, incident))
            .filter(this::heldUp)
            .map(row -> new Plan(Notice.Kind.EXECUTION_HELD_UP, row, because(row)));
    var contradicted =
        remediations.inDoubt().stream()
            .filter(row -> row.incident().equals(incident) && contradicted(row))
            .map(row -> new Plan(Notice.Kind.EXECUTION_ANSWERED_LATE, row, because(row)));
    return Stream.of(asked, heldUp, contradicted).flatMap(it -> it);
  }

  private Stream<Remediations.Row> list(State state, String incident) {
    var filter = new Remediations.Filter(state, incident);
    var found = new ArrayList<Remediations.Row>();
    Page.<Remediations.Row>each(it -> remediations.list(filter, it), found::add);
    return found.stream();
  }

  private static String missing(Remediations.Row row) {
    return Objects.requireNonNullElse(row.shortfall(), "");
  }

  private static String because(Remediations.Row row) {
    return Objects.requireNonNullElse(row.because(), "");
  }

  private boolean heldUp(Remediations.Row row) {
    return ledger.remediation(new RemediationId(row.id())) instanceof Remediation.Known known
        && known.heldUp();
  }

  private boolean contradicted(Remediations.Row row) {
    return ledger.remediation(new RemediationId(row.id())) instanceof Remediation.Closed closed
        && closed.contradicted();
  }
}
