package io.countersign.ledger.intake;

import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.List;

/** The counts of what didn't come as it should, over a view that keeps how each was read. */
public final class Irregularities {
  /**
   * A count of alerts or changes.
   *
   * @param source the integration or feed
   * @param what a rung of the ladder, or an adjustment
   */
  public record Irregularity(String source, String what, long count) {}

  private static final String NAMED =
      """
      select %1$s as source, named_by as what, count(*) as told from %2$s
      where named_by is not null and named_by <> 'MAPPED' and %3$s >= ?
      group by 1, 2 order by 1, 2\
      """;
  private static final String ADJUSTED =
      """
      select %1$s as source, what, count(*) as told
      from %2$s, unnest(string_to_array(adjustments, ',')) what
      where named_by is not null and %3$s >= ?
      group by 1, 2 order by 1, 2\
      """;

  private final ViewReader views;
  private final String named;
  private final String adjusted;

  /**
   * @param source the column that names the source
   * @param at the column that says when it happened
   */
  public Irregularities(ViewReader views, String table, String source, String at) {
    this.views = views;
    this.named = NAMED.formatted(source, table, at);
    this.adjusted = ADJUSTED.formatted(source, table, at);
  }

  /** Of what happened since then: by what it was named if not by the mapped attribute. */
  public List<Irregularity> named(Instant since) {
    return views.read(query -> query.list(named, Irregularities::irregularity, since));
  }

  /** Of what happened since then: what was done to it. */
  public List<Irregularity> adjusted(Instant since) {
    return views.read(query -> query.list(adjusted, Irregularities::irregularity, since));
  }

  private static Irregularity irregularity(SqlRow row) {
    return new Irregularity(row.text("source"), row.text("what"), row.longValue("told"));
  }
}
