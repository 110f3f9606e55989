package io.countersign.ledger.reference;

import io.countersign.domain.reference.ReferenceEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;

/** The writer of {@code view_reference}. */
final class ReferenceProjection implements View {
  private static final String ADDED =
      """
      insert into view_reference (holder, system, kind, id, url, position, added_by, added_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (holder, system, kind, id) do update set url = excluded.url,
        position = excluded.position, added_by = excluded.added_by, added_at = excluded.added_at\
      """;
  private static final String REMOVED =
      "delete from view_reference where holder = ? and system = ? and kind = ? and id = ?";

  @Override
  public String name() {
    return "references";
  }

  @Override
  public List<String> tables() {
    return List.of("view_reference");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    for (var recorded : batch) {
      if (recorded.event() instanceof ReferenceEvent event) {
        apply(event, recorded, sql);
      }
    }
  }

  /** One by one: a thing may be added and removed within one batch, and the order matters. */
  private static void apply(ReferenceEvent event, RecordedEvent recorded, SqlConnection sql) {
    var holder = event.holder();
    switch (event) {
      case ReferenceEvent.Added(var _, var it) ->
          sql.execute(
              ADDED,
              holder,
              it.system(),
              it.kind(),
              it.id(),
              it.url(),
              recorded.position(),
              recorded.metadata().get("actor"),
              recorded.at());
      case ReferenceEvent.Removed(var _, var it) ->
          sql.execute(REMOVED, holder, it.system(), it.kind(), it.id());
      case ReferenceEvent.AttemptRefused _ -> {
        // nothing is held for it
      }
    }
  }
}
