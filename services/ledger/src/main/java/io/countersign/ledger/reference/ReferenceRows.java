package io.countersign.ledger.reference;

import io.countersign.domain.Reference;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** The references of each incident and remediation, as the view has them. */
public final class ReferenceRows {
  /**
   * One reference.
   *
   * @param addedBy pseudonymous id of who told of it last
   */
  public record Row(Reference reference, String addedBy, Instant addedAt) {}

  private static final String OF =
      """
      select system, kind, id, url, added_by, added_at from view_reference
      where holder = ? order by position\
      """;

  private final ViewReader views;

  public ReferenceRows(DataSource source) {
    views = new ViewReader(source);
  }

  /** The writer of what this reads. */
  public static View view() {
    return new ReferenceProjection();
  }

  /** In the order in which they were added; empty for a holder that isn't known. */
  public List<Row> of(ReferenceHolder holder) {
    return views.read(query -> query.list(OF, ReferenceRows::row, holder));
  }

  private static Row row(SqlRow row) {
    var reference =
        new Reference(row.text("system"), row.text("kind"), row.text("id"), row.text("url"));
    return new Row(reference, row.text("added_by"), row.instant("added_at"));
  }
}
