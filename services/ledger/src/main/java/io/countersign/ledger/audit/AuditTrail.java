package io.countersign.ledger.audit;

import io.countersign.domain.Event;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.QueryConditions;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The record as it lies there, for people who ask who did what, to what, and when. */
public final class AuditTrail {
  /**
   * Which events are asked for; null means any.
   *
   * @param type wire name, such as {@code remediation.approval-granted}
   * @param actor a principal's id
   * @param aggregate an alert's, incident's, remediation's or principal's id
   * @param from inclusive (UTC)
   * @param to exclusive (UTC)
   */
  public record Filter(
      @Nullable String type,
      @Nullable String actor,
      @Nullable String aggregate,
      @Nullable Instant from,
      @Nullable Instant to) {
    public static final Filter ALL = new Filter(null, null, null, null, null);
  }

  /** The direction of a list. */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  /**
   * One event.
   *
   * @param at when the command was asked for (UTC)
   * @param revision of the stored payload, which is shown as it was written
   * @param aggregate null for a fact without aggregate, as are its type and the sequence
   * @param payload canonical JSON
   * @param event of today's revision; null where this release knows it no more, or not yet
   */
  public record Row(
      long position,
      UUID eventId,
      Instant at,
      String type,
      String revision,
      @Nullable String aggregateType,
      @Nullable String aggregate,
      @Nullable Long sequence,
      String actor,
      String actorKind,
      String via,
      String commandId,
      @Nullable String correlationId,
      @Nullable String causationId,
      @Nullable String traceId,
      String payload,
      @Nullable Event event) {}

  private static final EventReader EVENTS = new EventReader();

  private final ViewReader views;

  public AuditTrail(DataSource source) {
    views = new ViewReader(source);
  }

  /**
   * Events in ledger order or against it.
   *
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Row> list(Filter filter, Order order, Page.Request request) {
    var where = where(filter);
    switch (order) {
      case OLDEST_FIRST -> where.and("global_index > ?", request.after());
      case NEWEST_FIRST -> where.and("global_index < ?", request.before());
    }
    var direction = order == Order.NEWEST_FIRST ? " desc" : "";
    var sql =
        "select * from event where "
            + where.sql()
            + " order by global_index"
            + direction
            + " limit ?";
    var found =
        views.read(query -> query.list(sql, AuditTrail::row, where.values(request.probe())));
    return request.page(found, Row::position);
  }

  /** Where an event stands; empty for one that isn't on record. */
  public OptionalLong position(UUID event) {
    return first("select global_index from event where event_id = ?", event);
  }

  /** The position of the first event, in ledger order, that was recorded then or later. */
  public OptionalLong firstSince(Instant time) {
    return first(
        "select global_index from event where event_at(recorded_at) >= ? order by global_index"
            + " limit 1",
        time);
  }

  private OptionalLong first(String question, Object value) {
    return views
        .read(query -> query.first(question, row -> row.longValue("global_index"), value))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** When the event at a position was recorded; empty where there is none. */
  public Optional<Instant> recordedAt(long position) {
    return views.read(
        query ->
            query.first(
                "select recorded_at from event where global_index = ?",
                row -> Instant.parse(row.text("recorded_at")),
                position));
  }

  private static QueryConditions where(Filter filter) {
    return new QueryConditions()
        .and("payload_type = ?", filter.type())
        .and("event_actor(meta_data) = ?", filter.actor())
        .and("aggregate_id = ?", filter.aggregate())
        .and("event_at(recorded_at) >= ?", filter.from())
        .and("event_at(recorded_at) < ?", filter.to());
  }

  /** The record is shown also where it holds what nobody here can read. */
  private static Row row(SqlRow row) {
    var metadata = DomainJson.tree(row.text("meta_data"));
    return new Row(
        row.longValue("global_index"),
        row.uuid("event_id"),
        Instant.parse(row.text("recorded_at")),
        row.text("payload_type"),
        row.text("payload_revision"),
        row.textOrNull("aggregate_type"),
        row.textOrNull("aggregate_id"),
        row.longOrNull("sequence_number"),
        metadata.path("actor").asString(""),
        metadata.path("actorKind").asString(""),
        metadata.path("via").asString(""),
        metadata.path("commandId").asString(""),
        text(metadata, "correlationId"),
        text(metadata, "causationId"),
        text(metadata, "traceId"),
        row.text("payload"),
        EVENTS.readable(row).orElse(null));
  }

  private static @Nullable String text(JsonNode metadata, String name) {
    var value = metadata.path(name);
    return value.isString() ? value.asString() : null;
  }
}
