package io.countersign.ledger.audit.silence;

import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.audit.PastHalts;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.ledger.view.ViewQuery;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what there is of a service within a part of the record. Views only say which streams are
 * its own; what happened is read from the streams themselves, each by an index.
 */
public final class SilenceTrail {
  /**
   * What was found, each in the record's order.
   *
   * @param alerts of the service
   * @param incidents of it, with those of their plans
   * @param door deliveries that were refused or cut short, heartbeats, of all integrations, and
   *     halts
   * @param channels of chats where nothing could be told
   * @param mutes of anything, before it and in it
   * @param notices of its incidents
   * @param cut whether there was more of something than is read
   */
  public record Found(
      List<RecordedEvent> alerts,
      List<RecordedEvent> incidents,
      List<RecordedEvent> door,
      List<RecordedEvent> channels,
      List<RecordedEvent> mutes,
      List<NoticesTold.Line> notices,
      boolean cut) {}

  /** Of each kind. */
  private static final int MOST = 500;

  private static final String ITS_ALERTS =
      """
      with stream (id) as (
        select alert_id from view_alert where entity = ? and position <= ?)
      """;

  /** Those that were open for at least a moment of it. */
  private static final String ITS_INCIDENTS =
      """
      with own (id) as (
        select distinct i.incident_id from view_incident_alert m join view_incident i using (incident_id)
        where m.entity = ? and i.position <= ? and (i.closed_at is null or i.closed_at >= ?)),
      stream (id) as (
        select id from own
        union select r.remediation from own join remediation_incident r on r.incident = own.id)
      """;

  private static final String FIRING =
      ITS_ALERTS
          + """
          select %s from event
          where payload_type = 'alert.raised' and aggregate_id in (select id from stream s
              where not exists (select from event
                where aggregate_id = s.id and payload_type = 'alert.resolved' and global_index <= ?))
          order by global_index limit ?\
          """
              .formatted(EventReader.COLUMNS);

  private static final String OPEN =
      ITS_INCIDENTS
          + """
          select %s from event
          where payload_type = 'incident.opened' and aggregate_id in (select id from own)
            and global_index <= ? order by global_index limit ?\
          """
              .formatted(EventReader.COLUMNS);

  private static final String OF_STREAMS =
      """
      select e.* from stream s cross join lateral (
        select %s from event
        where aggregate_id = s.id and global_index > ? and global_index <= ?
          and payload_type <> all(?)
        order by sequence_number limit ?) e
      order by e.global_index limit ?\
      """
          .formatted(EventReader.COLUMNS);

  /** Type by type: however rare one is, its own index finds the last of it. */
  private static final String OF_TYPES =
      """
      select e.* from unnest(?) as t (type) cross join lateral (
        select %s from event
        where payload_type = t.type and global_index > ? and global_index <= ?
        order by global_index desc limit ?) e
      order by e.global_index desc limit ?\
      """
          .formatted(EventReader.COLUMNS);

  /** How the incident is found out about isn't asked, nor how its plan is carried out. */
  private static final String[] BESIDE = {
    "incident.evidence-gathered",
    "remediation.step-started",
    "remediation.step-completed",
    "remediation.step-failed",
    "remediation.verification-passed",
    "remediation.verification-failed"
  };

  private static final String[] DOOR = {
    "intake.refused",
    "intake.truncated",
    "intake.heartbeat-lost",
    "intake.heartbeat-back",
    "access.kill-switch-set"
  };

  private static final String[] CHANNELS = {
    "conversation.delivery-failed", "conversation.delivery-resumed"
  };

  private static final String[] MUTES = {"alert.muted", "alert.unmuted"};

  /** What names the source that told it. */
  private static final String[] TOLD = {"alert.raised"};

  private static final String[] NONE = {};

  private final ViewReader views;

  public SilenceTrail(DataSource source) {
    views = new ViewReader(source);
  }

  /**
   * @param mutedAfter the position behind which a mute has to stand that could still hold
   */
  public Found of(EntityId service, Around around, long mutedAfter) {
    return views.read(query -> read(service.toString(), around, mutedAfter, query));
  }

  /** The last alerts that sources raised up to a position, about anything, newest first. */
  public List<RecordedEvent> lastTold(long upTo) {
    return views.read(query -> query.events(OF_TYPES, TOLD, 0L, upTo, MOST, MOST));
  }

  /** The last heartbeat event up to a position of each integration, newest first. */
  public List<RecordedEvent> lastBeats(long upTo) {
    String[] beats = {"intake.heartbeat-lost", "intake.heartbeat-back"};
    return views.read(query -> query.events(OF_TYPES, beats, 0L, upTo, MOST, MOST));
  }

  /** The events that halted execution at a position, of anything. */
  public List<RecordedEvent> halts(long at) {
    return views.read(query -> PastHalts.at(at, query));
  }

  /** The last events up to a position of whether chats could be told, newest first. */
  public List<RecordedEvent> lastFailures(long upTo) {
    return views.read(query -> query.events(OF_TYPES, CHANNELS, 0L, upTo, MOST, MOST));
  }

  /** Those of its alerts that fired on at a position: when each was raised, oldest first. */
  public List<RecordedEvent> firing(EntityId service, long at) {
    return views.read(query -> query.events(FIRING, service.toString(), at, at, MOST));
  }

  /** Its incidents that were open at a time already: when each was opened, oldest first. */
  public List<RecordedEvent> open(EntityId service, Around around) {
    return views.read(
        query ->
            query.events(
                OPEN, service.toString(), around.after(), around.from(), around.after(), MOST));
  }

  /** The last notice of an incident up to a time. */
  public Optional<NoticesTold.Line> lastNotice(String incident, Instant before) {
    return views.read(query -> NoticesTold.last(incident, before, query));
  }

  /** When the service was last spoken of, up to a position. */
  public Optional<RecordedEvent> lastOf(EntityId service, long upTo) {
    var last =
        ITS_ALERTS
            + "select "
            + EventReader.COLUMNS
            + """
             from event where global_index = (
              select max(e.last) from stream s cross join lateral (
                select max(global_index) as last from event
                where aggregate_id = s.id and global_index <= ?) e)\
            """;
    return views.read(
        query -> query.events(last, service.toString(), upTo, upTo).stream().findFirst());
  }

  private static Found read(String entity, Around around, long mutedAfter, ViewQuery query) {
    var cut = new Cut();
    var alerts = streams(ITS_ALERTS, query, around, NONE, cut, entity, around.upTo());
    var incidents =
        streams(ITS_INCIDENTS, query, around, BESIDE, cut, entity, around.upTo(), around.from());
    var ids =
        query.list(
            ITS_INCIDENTS + "select id from own order by id limit 100",
            row -> row.text("id"),
            entity,
            around.upTo(),
            around.from());
    return new Found(
        alerts,
        incidents,
        types(DOOR, around.after(), around.upTo(), query, cut),
        types(CHANNELS, around.after(), around.upTo(), query, cut),
        types(MUTES, mutedAfter, around.upTo(), query, cut),
        cut.of(NoticesTold.within(ids, around.from(), around.to(), MOST + 1, query)),
        cut.any);
  }

  private static List<RecordedEvent> streams(
      String streams,
      ViewQuery query,
      Around around,
      String[] beside,
      Cut cut,
      @Nullable Object... of) {
    var values = new ArrayList<@Nullable Object>(List.of(of));
    values.addAll(List.of(around.after(), around.upTo(), beside, MOST + 1, MOST + 1));
    return cut.of(query.events(streams + OF_STREAMS, values.toArray()));
  }

  private static List<RecordedEvent> types(
      String[] types, long after, long upTo, ViewQuery query, Cut cut) {
    return cut.of(query.events(OF_TYPES, types, after, upTo, MOST + 1, MOST + 1)).reversed();
  }

  /** Whether something was left out. */
  private static final class Cut {
    private boolean any;

    <T> List<T> of(List<T> found) {
      any |= found.size() > MOST;
      return found.subList(0, Math.min(found.size(), MOST));
    }
  }
}
