package io.countersign.ledger.planning;

import io.countersign.domain.planning.TrackRecord;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The record of each runbook: how it has done so far. A view: it advises a choice and decides
 * nothing.
 */
public final class RunbookRecords {
  /**
   * One runbook's record, over all incidents.
   *
   * @param verified how often it was proved to help
   * @param failed how often a step failed for good, or the probes said that it didn't help
   * @param rolledBack how often it was undone, for whatever reason
   * @param lastUsed when it was last begun to be carried out; null before the first time
   */
  public record Row(
      String runbook,
      int proposed,
      int approved,
      int denied,
      int verified,
      int failed,
      int rolledBack,
      @Nullable Instant lastUsed) {}

  private final ViewReader views;

  public RunbookRecords(DataSource source) {
    views = new ViewReader(source);
  }

  /** The writer of what this reads. */
  public static View view() {
    return new RunbookRecordsProjection();
  }

  /** Of every runbook that was ever proposed, by id. */
  public List<Row> all() {
    var sql = "select * from runbook_record order by runbook collate \"C\"";
    return views.read(query -> query.list(sql, RunbookRecords::row));
  }

  /** What a choice looks at, by runbook's id. */
  public Map<String, TrackRecord> trackRecords() {
    var records = new LinkedHashMap<String, TrackRecord>();
    all().forEach(it -> records.put(it.runbook(), new TrackRecord(it.verified(), it.failed())));
    return records;
  }

  private static Row row(SqlRow row) {
    return new Row(
        row.text("runbook"),
        row.intValue("proposed"),
        row.intValue("approved"),
        row.intValue("denied"),
        row.intValue("verified"),
        row.intValue("failed"),
        row.intValue("rolled_back"),
        row.instantOrNull("last_used"));
  }
}
