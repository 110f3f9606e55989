package io.countersign.ledger.alert;

import io.countersign.domain.CanonicalJson;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.intake.ReadingColumns;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.view.StatementBatch;
import java.util.List;

/** Writes {@code view_alert}. Repeats are counted in {@code alert_seen}, not here. */
final class AlertsProjection implements View {
  private static final String RAISED =
      """
      insert into view_alert (alert_id, position, integration, fingerprint, name, severity, entity,
        signal, starts_at, status, labels, named_by, adjustments)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;
  private static final String SUPPRESSED =
      """
      insert into view_alert (alert_id, position, integration, name, entity, status, reason, labels)
      values (?, ?, ?, ?, ?, ?, ?, '{}') on conflict do nothing\
      """;
  private static final String RESOLVED =
      "update view_alert set status = ?, ends_at = ?, reason = ? where alert_id = ?";

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public List<String> tables() {
    return List.of("view_alert");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    var writes = new StatementBatch(RAISED, SUPPRESSED, RESOLVED);
    for (var recorded : batch) {
      if (recorded.event() instanceof AlertEvent event) {
        add(event, recorded.position(), writes);
      }
    }
    writes.send(sql);
  }

  private static void add(AlertEvent event, long position, StatementBatch writes) {
    switch (event) {
      case AlertEvent.Raised e ->
          writes.add(
              RAISED,
              e.alert(),
              position,
              e.integration(),
              e.fingerprint(),
              e.name(),
              e.severity(),
              e.entity(),
              e.signal(),
              e.startsAt(),
              Status.FIRING,
              CanonicalJson.write(e.labels()),
              ReadingColumns.namedBy(e.reading()),
              ReadingColumns.adjustments(e.reading()));
      case AlertEvent.Suppressed e ->
          writes.add(
              SUPPRESSED,
              e.alert(),
              position,
              e.integration(),
              e.name(),
              e.entity(),
              Status.SUPPRESSED,
              e.reason());
      case AlertEvent.Resolved e ->
          writes.add(RESOLVED, Status.RESOLVED, e.endsAt(), e.reason(), e.alert());
      case AlertEvent.HeldBack _, AlertEvent.Repeated _ -> {}
    }
  }
}
