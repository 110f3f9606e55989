package io.countersign.ledger.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.incident.IncidentInbox.FirstAlert;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.ViewQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The background of an incident, of which views hold no copy: what its first alert said, which can
 * be erased, and the outline of the last diagnosis.
 *
 * @param latest without its evidence; null before the first
 */
record IncidentBackground(FirstAlert first, @Nullable Diagnosis latest) {
  private static final String POINTERS =
      """
      select i.incident_id, f.name, f.entity, f.raised_at, d.diagnosed_at, d.outline
      from view_incident i
      cross join lateral (
        select m.name, m.entity, v.position as raised_at
        from view_incident_alert m left join view_alert v using (alert_id)
        where m.incident_id = i.incident_id order by m.position, m.alert_id limit 1) f
      left join lateral (
        select position as diagnosed_at, outline from view_incident_diagnosis
        where incident_id = i.incident_id order by position desc limit 1) d on true
      """;
  private static final String TEXTS =
      "select digest, content from blob where digest = any(?) and content is not null";

  /** Where it lies in the record. */
  private record Pointer(
      String incident,
      String name,
      String entity,
      @Nullable Long raisedAt,
      @Nullable Long diagnosedAt,
      Optional<Diagnosis> outline) {
    static Pointer of(SqlRow row) {
      return new Pointer(
          row.text("incident_id"),
          row.text("name"),
          row.text("entity"),
          row.longOrNull("raised_at"),
          row.longOrNull("diagnosed_at"),
          DiagnosisOutline.read(row.textOrNull("outline")));
    }

    /** The events that have to be read: a diagnosis only where its outline can't be read. */
    Stream<Long> events() {
      return Stream.of(raisedAt, outline.isPresent() ? null : diagnosedAt).filter(Objects::nonNull);
    }
  }

  /**
   * By incident.
   *
   * @param condition on {@code i}, a row of {@code view_incident}, with the order of the list
   */
  static Map<String, IncidentBackground> read(
      ViewQuery query, String condition, @Nullable Object... values) {
    var pointers = query.list(POINTERS + "where " + condition, Pointer::of, values);
    var events = query.eventsAt(pointers.stream().flatMap(Pointer::events).toList());
    var summaries = summaries(query, events.values());
    return pointers.stream()
        .collect(Collectors.toMap(Pointer::incident, it -> of(it, events, summaries)));
  }

  private static IncidentBackground of(
      Pointer it, Map<Long, RecordedEvent> events, Map<String, String> summaries) {
    var summary =
        event(events, it.raisedAt())
            .flatMap(IncidentBackground::annotations)
            .map(ref -> summaries.get(ref.digest().hex()));
    return new IncidentBackground(
        new FirstAlert(it.name(), it.entity(), summary.orElse(null)),
        latest(it, events).orElse(null));
  }

  private static Optional<Diagnosis> latest(Pointer it, Map<Long, RecordedEvent> events) {
    return it.outline()
        .or(
            () ->
                event(events, it.diagnosedAt())
                    .map(e -> ((DiagnosisMade) e.event()).diagnosis().outline()));
  }

  private static Optional<RecordedEvent> event(
      Map<Long, RecordedEvent> events, @Nullable Long position) {
    return Optional.ofNullable(position).map(events::get);
  }

  private static Optional<BlobRef> annotations(RecordedEvent recorded) {
    return recorded.event() instanceof AlertEvent.Raised raised
        ? Optional.ofNullable(raised.annotations())
        : Optional.empty();
  }

  /** What the alerts say in one line, by the digest of their annotations. */
  private static Map<String, String> summaries(ViewQuery query, Collection<RecordedEvent> events) {
    var digests =
        events.stream()
            .flatMap(it -> annotations(it).stream())
            .map(ref -> ref.digest().hex())
            .distinct()
            .toArray(String[]::new);
    var found = new HashMap<String, String>();
    query
        .list(TEXTS, row -> Map.entry(row.text("digest"), row.bytes("content")), (Object) digests)
        .forEach(
            it -> AlertSummary.of(it.getValue()).ifPresent(text -> found.put(it.getKey(), text)));
    return found;
  }
}
