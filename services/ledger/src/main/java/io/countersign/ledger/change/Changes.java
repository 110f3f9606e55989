package io.countersign.ledger.change;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.ledger.View;
import io.countersign.ledger.intake.Irregularities;
import io.countersign.ledger.intake.ReadingColumns;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The changes that others made. */
public final class Changes {
  /** A change and where it was recorded. */
  public record Row(long position, Change change) {}

  private final ViewReader views;
  private final Irregularities irregularities;

  public Changes(DataSource source) {
    views = new ViewReader(source);
    irregularities = new Irregularities(views, "view_change", "feed", "at");
  }

  /** The writer of what this reads. */
  public static View view() {
    return new ChangesProjection();
  }

  /**
   * All changes, the newest recorded first.
   *
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Row> list(Page.Request request) {
    var sql = "select * from view_change where position < ? order by position desc limit ?";
    var found =
        views.read(query -> query.list(sql, Changes::row, request.before(), request.probe()));
    return request.page(found, Row::position);
  }

  /**
   * What was changed on these entities in a range of time, in order of time.
   *
   * @param from inclusive (UTC)
   * @param to inclusive (UTC)
   */
  public List<Change> of(Collection<EntityId> entities, Instant from, Instant to) {
    var sql =
        """
        select * from view_change where entity = any(?) and at between ? and ?
        order by at, position\
        """;
    var names = entities.stream().map(EntityId::toString).toArray(String[]::new);
    return views.read(query -> query.list(sql, Changes::row, names, from, to)).stream()
        .map(Row::change)
        .toList();
  }

  /** What a feed told of one instant. */
  public List<Change> at(String feed, Instant at) {
    var sql = "select * from view_change where feed = ? and at = ? order by position";
    return views.read(query -> query.list(sql, Changes::row, feed, at)).stream()
        .map(Row::change)
        .toList();
  }

  /**
   * The time of the last record seen of a feed. Ask the feed for what came at or after it: a record
   * seen twice is recorded once.
   */
  public Optional<Instant> highWater(String feed) {
    var sql = "select at from view_change where feed = ? order by at desc limit 1";
    return views.read(query -> query.first(sql, row -> row.instant("at"), feed));
  }

  /** The counts of those that didn't come as they should. */
  public Irregularities irregularities() {
    return irregularities;
  }

  private static Row row(SqlRow row) {
    var change =
        new Change(
            row.text("feed"),
            EntityId.parse(row.text("entity")),
            row.text("action"),
            row.instant("at"),
            row.textOrNull("reference"),
            row.textOrNull("from_version"),
            row.textOrNull("to_version"),
            row.textOrNull("remediation"),
            actor(row),
            ReadingColumns.read(row));
    return new Row(row.longValue("position"), change);
  }

  private static @Nullable BlobRef actor(SqlRow row) {
    var digest = row.textOrNull("actor_digest");
    return digest == null
        ? null
        : new BlobRef(
            new Digest(digest), row.longValue("actor_size"), row.text("actor_media_type"));
  }
}
