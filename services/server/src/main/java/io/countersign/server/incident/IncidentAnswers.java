package io.countersign.server.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Impact;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.summary.EventSummary;
import io.countersign.server.web.ParameterParsing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Incidents as callers get them. */
@Component
final class IncidentAnswers {
  private final Ledger ledger;
  private final PrincipalNames names;
  private final Catalog catalog;

  IncidentAnswers(Ledger ledger, PrincipalNames names, Catalog catalog) {
    this.ledger = ledger;
    this.names = names;
    this.catalog = catalog;
  }

  /**
   * What it means to users, by the catalogue of now.
   *
   * @param summary the same in one sentence
   * @param entryPoints where users come in and what fails is needed, the nearest first
   * @param tier of the most important that is concerned, 1 to 4
   * @param objectives of which an alert says that they are being missed
   */
  record Meaning(
      String summary, List<String> entryPoints, @Nullable Integer tier, List<String> objectives) {
    static Meaning of(Impact impact) {
      return new Meaning(
          impact.summary(),
          impact.entryPoints().stream().map(EntityId::toString).toList(),
          impact.tier().isPresent() ? impact.tier().getAsInt() : null,
          impact.objectives().stream().map(EntityId::toString).toList());
    }

    static Meaning of(IncidentInbox.Row row, Topology topology) {
      return of(Impact.of(ids(row.entities()), ids(row.burning()), topology));
    }

    private static List<EntityId> ids(List<String> names) {
      return names.stream().map(EntityId::parse).toList();
    }
  }

  /** What the last diagnosis blames. */
  record Blamed(String entity, String kind, @Nullable String change, int score) {}

  /**
   * One incident.
   *
   * @param impact what it means to users
   * @param escalation why a person has to take over
   * @param diagnosis number of the last one, 0 before the first
   * @param mergedInto the incident that goes on with this one's alerts
   */
  record Item(
      String id,
      String title,
      String state,
      String severity,
      String environment,
      Meaning impact,
      List<String> entities,
      int alerts,
      int firing,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String acknowledgedBy,
      @Nullable String assignee,
      boolean escalated,
      @Nullable String escalation,
      @Nullable Blamed cause,
      int diagnosis,
      List<String> remediations,
      @Nullable String mergedInto,
      @Nullable String remediedBy,
      @Nullable String overriddenBy) {
    static Item of(IncidentInbox.Row row, PrincipalNames.Lookup names, Topology topology) {
      return new Item(
          row.id(),
          row.title(),
          ParameterParsing.lower(row.state()),
          ParameterParsing.lower(row.severity()),
          row.environment(),
          Meaning.of(row, topology),
          row.entities(),
          row.alerts(),
          row.firing(),
          row.openedAt(),
          row.closedAt(),
          names.orId(row.acknowledgedBy()),
          names.orId(row.assignee()),
          row.escalated(),
          row.escalation(),
          blamed(row.cause()),
          row.diagnosis(),
          row.remediations(),
          row.mergedInto(),
          row.remediedBy(),
          names.orId(row.overriddenBy()));
    }

    private static @Nullable Blamed blamed(IncidentInbox.@Nullable Blamed cause) {
      return cause == null
          ? null
          : new Blamed(cause.entity(), cause.kind().name(), cause.change(), cause.score());
    }
  }

  /**
   * One of its alerts.
   *
   * @param mute the mute that it fits now
   */
  record Alert(
      String id,
      String name,
      String entity,
      String severity,
      String signal,
      String status,
      Instant startsAt,
      @Nullable String mute) {
    static Alert of(IncidentInbox.AlertRow row) {
      return new Alert(
          row.id(),
          row.name(),
          row.entity(),
          ParameterParsing.lower(row.severity()),
          row.signal(),
          ParameterParsing.lower(row.status()),
          row.startsAt(),
          row.mute());
    }
  }

  /**
   * A note.
   *
   * @param text absent once erased
   */
  record Note(Instant at, String by, @Nullable String byName, @Nullable String text) {}

  /**
   * An incident in full.
   *
   * @param muted whether each of its alerts fits a mute: it stays, but nobody is told of it
   * @param diagnoses as recorded, each with {@code at}
   */
  record Detail(
      @JsonUnwrapped Item incident,
      boolean muted,
      List<Alert> alertList,
      List<Object> diagnoses,
      List<Note> notes) {}

  /**
   * One line of the story.
   *
   * @param aggregate what it happened to
   * @param data the event
   */
  record Entry(
      long position,
      Instant at,
      String type,
      String aggregate,
      String actor,
      @Nullable String actorName,
      String via,
      String summary,
      Object data) {
    static Entry of(IncidentTimeline.Entry entry, PrincipalNames.Lookup names) {
      return new Entry(
          entry.position(),
          entry.at(),
          entry.type(),
          entry.aggregate(),
          entry.actor(),
          names.of(entry.actor()),
          entry.via(),
          EventSummary.of(entry.event()),
          DomainJson.tree(entry.data()));
    }
  }

  Detail detail(IncidentInbox.Detail it) {
    var lookup = names.lookup();
    return new Detail(
        Item.of(it.incident(), lookup, catalog.topology()),
        it.muted(),
        it.alerts().stream().map(Alert::of).toList(),
        it.diagnoses().stream().map(IncidentAnswers::diagnosis).toList(),
        it.notes().stream().map(note -> note(note, lookup)).toList());
  }

  private static Object diagnosis(IncidentInbox.Diagnosed made) {
    var tree = (ObjectNode) DomainJson.tree(DomainJson.write(made.diagnosis()));
    return tree.put("at", made.at().toString());
  }

  private Note note(IncidentInbox.Note note, PrincipalNames.Lookup lookup) {
    var text = ledger.blob(note.text()).map(it -> new String(it, StandardCharsets.UTF_8));
    return new Note(note.at(), note.by(), lookup.of(note.by()), text.orElse(null));
  }
}
