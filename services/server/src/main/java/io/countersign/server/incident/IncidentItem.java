package io.countersign.server.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Impact;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One incident as callers get it: flat in JSON. */
record IncidentItem(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Handling handling,
    @JsonUnwrapped Findings findings,
    @JsonUnwrapped Ending ending) {

  static IncidentItem of(IncidentInbox.Row row, PrincipalNames.Lookup names, Topology topology) {
    return new IncidentItem(
        Subject.of(row, topology),
        Handling.of(row, names),
        Findings.of(row),
        Ending.of(row, names));
  }

  /**
   * What it means to users, by the catalogue of now.
   *
   * @param summary the same in one sentence
   * @param entryPoints where users come in and what fails is needed, the nearest first
   * @param tier of the most important that is concerned, 1 to 4
   * @param objectives of which an alert says that they are being missed
   */
  record Meaning(
      String summary, List<String> entryPoints, @Nullable Integer tier, List<String> objectives) {
    static Meaning of(Impact impact) {
      return new Meaning(
          impact.summary(),
          impact.entryPoints().stream().map(EntityId::toString).toList(),
          impact.tier().isPresent() ? impact.tier().getAsInt() : null,
          impact.objectives().stream().map(EntityId::toString).toList());
    }
  }

  /**
   * What it is, and whom it concerns.
   *
   * @param title what it means to users, and why, as far as that is known by now
   * @param priority {@code critical}, {@code high}, {@code moderate}, {@code low} or {@code
   *     planning}, as somebody set it; by the severity while nobody has
   * @param firstAlert the alert that opened it, as in {@code HighErrorRate on orders (production)}
   */
  record Subject(
      String id,
      String title,
      String firstAlert,
      String state,
      String severity,
      String priority,
      String environment,
      Meaning impact,
      List<String> entities,
      int alerts,
      int firing) {
    static Subject of(IncidentInbox.Row row, Topology topology) {
      var impact = IncidentMeaning.impact(row, topology);
      return new Subject(
          row.id(),
          IncidentMeaning.title(row, impact),
          row.title(),
          ParameterParsing.lower(row.state()),
          ParameterParsing.lower(row.severity()),
          ParameterParsing.lower(row.priority()),
          row.environment(),
          Meaning.of(impact),
          row.entities(),
          row.alerts(),
          row.firing());
    }
  }

  /**
   * From when until when it was, and who works on it.
   *
   * @param commander who commands it; absent for nobody
   */
  record Handling(
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String acknowledgedBy,
      @Nullable String assignee,
      @Nullable String commander) {
    static Handling of(IncidentInbox.Row row, PrincipalNames.Lookup names) {
      return new Handling(
          row.openedAt(),
          row.closedAt(),
          names.orId(row.acknowledgedBy()),
          names.orId(row.assignee()),
          names.orId(row.commander()));
    }
  }

  /** What the last diagnosis blames. */
  record Blamed(String entity, String kind, @Nullable String change, int score) {
    static @Nullable Blamed of(IncidentInbox.@Nullable Blamed cause) {
      return cause == null
          ? null
          : new Blamed(cause.entity(), cause.kind().name(), cause.change(), cause.score());
    }
  }

  /**
   * What was found out about it.
   *
   * @param escalation why a person has to take over
   * @param escalatedAt when that was last said; absent where that wasn't kept yet
   * @param diagnosis number of the last one, 0 before the first
   */
  record Findings(
      boolean escalated,
      @Nullable String escalation,
      @Nullable Instant escalatedAt,
      @Nullable Blamed cause,
      int diagnosis) {
    static Findings of(IncidentInbox.Row row) {
      return new Findings(
          row.escalated(),
          row.escalation(),
          row.escalatedAt(),
          Blamed.of(row.cause()),
          row.diagnosis());
    }
  }

  /**
   * What was done about it, and how it ended.
   *
   * @param mergedInto the incident that goes on with this one's alerts
   */
  record Ending(
      List<String> remediations,
      @Nullable String mergedInto,
      @Nullable String remediedBy,
      @Nullable String overriddenBy) {
    static Ending of(IncidentInbox.Row row, PrincipalNames.Lookup names) {
      return new Ending(
          row.remediations(), row.mergedInto(), row.remediedBy(), names.orId(row.overriddenBy()));
    }
  }
}
