package io.countersign.ledger.audit;

import io.countersign.ledger.View;
import io.countersign.ledger.alert.Alerts;
import io.countersign.ledger.alert.Mutes;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Past;
import io.countersign.ledger.view.PastReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Incidents and remediations as they were known at a position: what the record held of them by
 * then, their alerts' and their plans' events, taken in by the views that show them today.
 */
public final class PastViews {
  private static final List<View> VIEWS =
      List.of(Alerts.view(), Mutes.view(), IncidentInbox.view(), Remediations.view());

  /** As many as one statement is to look up. */
  private static final int STREAMS = 500;

  /** Those that held then: what was lifted is of no more account. */
  private static final String MUTES =
      """
      payload_type = 'alert.muted' and not exists (
        select from event u
        where u.aggregate_id = event.aggregate_id and u.payload_type = 'alert.unmuted')\
      """;

  /** Its own alerts, as they had joined, and its plans: what these were by then the record says. */
  private static final String BELONGING =
      """
      select alert_id as id from view_incident_alert where incident_id = ?
      union select remediation from remediation_incident where incident = ?\
      """;

  private final PastReader past;

  public PastViews(DataSource source) {
    past = new PastReader(source);
  }

  /**
   * @param position of the last event that is known
   * @param questions of an incident, its alerts and its remediations
   */
  public <T> T ofIncident(String incident, long position, Function<Past, T> questions) {
    return past.at(
        position,
        VIEWS,
        it -> {
          fill(incident, it);
          return questions.apply(it);
        });
  }

  /**
   * The same, by one of its remediations.
   *
   * @return empty where there was no such remediation, then or ever
   */
  public <T> Optional<T> ofRemediation(
      String remediation, long position, Function<Past, Optional<T>> questions) {
    return past.at(
        position,
        VIEWS,
        it -> {
          var incident =
              it.query()
                  .first(
                      "select incident from remediation_incident where remediation = ?",
                      row -> row.text("incident"),
                      remediation);
          incident.ifPresent(known -> fill(known, it));
          return incident.flatMap(_ -> questions.apply(it));
        });
  }

  private static void fill(String incident, Past past) {
    past.take("aggregate_id = ?", incident);
    past.take(MUTES);
    var streams = past.query().list(BELONGING, row -> row.text("id"), incident, incident);
    for (int i = 0; i < streams.size(); i += STREAMS) {
      var some = streams.subList(i, Math.min(streams.size(), i + STREAMS));
      past.take("aggregate_id = any(?)", (Object) some.toArray(String[]::new));
    }
  }
}
