package io.countersign.ledger.alert;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.MuteEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.view.StatementBatch;
import java.util.List;

/** Writes {@code view_mute}, and which alerts were held back by which. */
final class MutesProjection implements View {
  private static final String MUTED =
      """
      insert into view_mute (mute_id, position, entity, alert, fingerprint, until, muted_at,
        muted_by, digest, size, media_type)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;
  private static final String HELD_BACK =
      "insert into view_alert_mute (alert_id, mute_id) values (?, ?) on conflict do nothing";
  private static final String UNMUTED =
      "update view_mute set lifted_at = ?, lifted_by = ?, lifting = ? where mute_id = ?";

  @Override
  public String name() {
    return "mutes";
  }

  @Override
  public List<String> tables() {
    return List.of("view_mute", "view_alert_mute");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    var writes = new StatementBatch(MUTED, HELD_BACK, UNMUTED);
    for (var recorded : batch) {
      switch (recorded.event()) {
        case AlertEvent.HeldBack e -> writes.add(HELD_BACK, e.alert(), e.mute());
        case MuteEvent event -> add(event, recorded, writes);
        default -> {
          // not about a mute
        }
      }
    }
    writes.send(sql);
  }

  private static void add(MuteEvent event, RecordedEvent recorded, StatementBatch writes) {
    var by = recorded.metadata().get("actor");
    switch (event) {
      case MuteEvent.Muted e ->
          writes.add(
              MUTED,
              e.mute(),
              recorded.position(),
              e.matcher().entity(),
              e.matcher().alert(),
              e.matcher().fingerprint(),
              e.until(),
              recorded.at(),
              by,
              e.reason().digest(),
              e.reason().size(),
              e.reason().mediaType());
      case MuteEvent.Unmuted e -> writes.add(UNMUTED, recorded.at(), by, e.lifting(), e.mute());
      case MuteEvent.AttemptRefused _ -> {}
    }
  }
}
