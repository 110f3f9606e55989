package io.countersign.ledger.incident;

import io.countersign.domain.Event;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.view.Page;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The story of one incident: its own events, its alerts', its remediations', those of break-glass
 * that was opened for it, of their tickets and of incidents merged into it, in ledger order. It
 * needs no table of its own: the inbox says which streams belong together, and the record holds
 * them; so a better summary shows at once, also of old events.
 */
public final class IncidentTimeline {
  /**
   * One line of the story.
   *
   * @param type wire name, such as {@code incident.opened}
   * @param aggregate the incident, alert, remediation or break-glass that it happened to
   * @param actor pseudonymous id of who asked for it
   * @param via the surface it came through
   * @param event of today's revision
   * @param data the event as canonical JSON, of today's revision
   */
  public record Entry(
      long position,
      Instant at,
      String type,
      String aggregate,
      String actor,
      String actorKind,
      String via,
      Event event,
      String data) {}

  private static final String FAMILY =
      """
      with recursive family (id) as (
        select ?::text
        union
        select i.incident_id from view_incident i join family f on i.merged_into = f.id),
      stream (id) as (
        select id from family
        union select r.remediation_id from view_remediation r join family f on r.incident_id = f.id
        union select e.subject from emergency e join family f on e.incident = f.id
        union select 'tkt_' || t.link from ticket_link t join family f on t.holder = f.id
        union select 'tkt_' || t.link from ticket_link t
          join view_remediation r on t.holder = r.remediation_id
          join family f on r.incident_id = f.id
      """;

  /**
   * Of tickets, what a reader of the story wants: how they're kept equal is the status's matter.
   */
  private static final String OF_TICKETS =
      """
      and (aggregate_type <> 'ticket'
        or payload_type in ('ticketing.linked', 'ticketing.remote-changed', 'ticketing.field-not-taken',
          'ticketing.conflict-found', 'ticketing.conflict-settled', 'ticketing.closed-externally',
          'ticketing.moved', 'ticketing.merged', 'ticketing.unreachable', 'ticketing.reached', 'ticketing.gone',
          'ticketing.change-read', 'ticketing.approval-seen')
        or case payload_type
          when 'ticketing.change-taken' then payload::jsonb @> '{"taken":false}'
          when 'ticketing.comment-taken' then payload::jsonb @> '{"byPerson":false}'
          else false
        end)
      """;

  /** Stream by stream, so that it costs what the incident has, however long the record is. */
  private static final String EVENTS =
      """
      )
      select e.* from stream s cross join lateral (
        select %s from event
        where aggregate_id = s.id and global_index > ? %s order by sequence_number limit ?) e
      order by e.global_index limit ?\
      """;

  private static final String EVERYTHING =
      FAMILY
          + "union select a.alert_id from view_incident_alert a join family f"
          + " on a.incident_id = f.id"
          + events(OF_TICKETS);

  private static final String WITHOUT_ALERTS =
      FAMILY + events(OF_TICKETS + " and payload_type <> 'incident.alert-attached'");

  private static final String OF_TYPES = FAMILY + events("and payload_type = any(?)");

  private final ViewReader views;

  public IncidentTimeline(DataSource source) {
    views = new ViewReader(source);
  }

  /**
   * Oldest first; empty for an incident that isn't known.
   *
   * @param alerts whether what became of its alerts, and that they joined, is part of it
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Entry> of(String incident, boolean alerts, Page.Request request) {
    var sql = alerts ? EVERYTHING : WITHOUT_ALERTS;
    var found =
        views
            .read(
                query ->
                    query.events(sql, incident, request.after(), request.probe(), request.probe()))
            .stream()
            .map(IncidentTimeline::entry)
            .toList();
    return request.page(found, Entry::position);
  }

  /**
   * Only what is of these types, oldest first.
   *
   * @param types wire names
   * @throws IllegalArgumentException for text that isn't a cursor
   */
  public Page<Entry> of(String incident, Set<String> types, Page.Request request) {
    var named = types.toArray(String[]::new);
    var found =
        views
            .read(
                query ->
                    query.events(
                        OF_TYPES,
                        incident,
                        request.after(),
                        named,
                        request.probe(),
                        request.probe()))
            .stream()
            .map(IncidentTimeline::entry)
            .toList();
    return request.page(found, Entry::position);
  }

  private static String events(String condition) {
    return EVENTS.formatted(EventReader.COLUMNS, condition);
  }

  private static Entry entry(RecordedEvent recorded) {
    var metadata = recorded.metadata();
    var aggregate = recorded.aggregateId();
    return new Entry(
        recorded.position(),
        recorded.at(),
        recorded.type(),
        aggregate == null ? "" : aggregate,
        metadata.getOrDefault("actor", ""),
        metadata.getOrDefault("actorKind", ""),
        metadata.getOrDefault("via", ""),
        recorded.event(),
        DomainJson.write(recorded.event()));
  }
}
