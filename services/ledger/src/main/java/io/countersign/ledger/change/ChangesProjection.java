package io.countersign.ledger.change;

import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeEvent.ChangeObserved;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.intake.ReadingColumns;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.view.StatementBatch;
import java.util.List;

/** Writes {@code view_change}. */
final class ChangesProjection implements View {
  private static final String OBSERVED =
      """
      insert into view_change (key, position, feed, entity, action, at, reference, from_version,
        to_version, remediation, actor_digest, actor_size, actor_media_type, named_by, adjustments)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public List<String> tables() {
    return List.of("view_change");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    var writes = new StatementBatch(OBSERVED);
    for (var recorded : batch) {
      if (recorded.event() instanceof ChangeObserved(var change)) {
        add(change, recorded.position(), writes);
      }
    }
    writes.send(sql);
  }

  private static void add(Change change, long position, StatementBatch writes) {
    var actor = change.actor();
    writes.add(
        OBSERVED,
        change.key(),
        position,
        change.feed(),
        change.entity(),
        change.action(),
        change.at(),
        change.reference(),
        change.fromVersion(),
        change.toVersion(),
        change.remediation(),
        actor == null ? null : actor.digest(),
        actor == null ? null : actor.size(),
        actor == null ? null : actor.mediaType(),
        ReadingColumns.namedBy(change.reading()),
        ReadingColumns.adjustments(change.reading()));
  }
}
