package io.countersign.server.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.domain.catalog.Topology;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.catalog.CatalogHistory;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.past.AsOf;
import io.countersign.server.incident.past.AskedMoment;
import io.countersign.server.incident.ticket.ShownTicket;
import io.countersign.server.incident.ticket.ShownTickets;
import io.countersign.server.summary.EventSummary;
import io.countersign.server.web.ParameterParsing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The answers about incidents, as callers get them. */
@Component
final class IncidentAnswers {
  private static final List<AsOf.NotRebuilt> NOT_REBUILT =
      List.of(
          new AsOf.NotRebuilt(
              "stillOpen", "what its loop waited for is kept for the last turn only"),
          new AsOf.NotRebuilt("tickets", "they are told as they are now: countersign sync status"));

  private final Ledger ledger;
  private final PrincipalNames names;
  private final Catalog catalog;
  private final CatalogHistory history;
  private final EventSummary summaries;
  private final OpenLoops loops;
  private final ShownTickets tickets;

  IncidentAnswers(
      Ledger ledger,
      PrincipalNames names,
      Catalog catalog,
      CatalogHistory history,
      EventSummary summaries,
      OpenLoops loops,
      ShownTickets tickets) {
    this.ledger = ledger;
    this.names = names;
    this.catalog = catalog;
    this.history = history;
    this.summaries = summaries;
    this.loops = loops;
    this.tickets = tickets;
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

  /** Alerts that say the same, about however many entities. */
  record AlertGroup(
      String name,
      String severity,
      String status,
      int alerts,
      int entities,
      Instant firstStartsAt,
      Instant lastStartsAt) {
    static AlertGroup of(IncidentInbox.AlertGroup row) {
      return new AlertGroup(
          row.name(),
          ParameterParsing.lower(row.severity()),
          ParameterParsing.lower(row.status()),
          row.alerts(),
          row.entities(),
          row.firstStartsAt(),
          row.lastStartsAt());
    }
  }

  /**
   * A note.
   *
   * @param text absent once erased
   */
  record Note(Instant at, String by, @Nullable String byName, @Nullable String text) {}

  /**
   * Some work about it that fails just now.
   *
   * @param work diagnosis, recommendation, watch or remediation
   * @param nextAt when it's tried again; absent when it isn't
   */
  record Failing(
      String work, String reason, int failures, Instant since, @Nullable Instant nextAt) {
    static Failing of(IncidentInbox.Failing it) {
      return new Failing(
          ParameterParsing.lower(it.work()), it.reason(), it.failures(), it.since(), it.nextAt());
    }
  }

  /** What a remedy holds after its end, since it isn't known whether a step took effect. */
  record Held(String remediation, List<String> targets, Instant since) {
    static Held of(IncidentInbox.Held it) {
      return new Held(it.remediation(), it.targets(), it.since());
    }
  }

  /**
   * An incident in full.
   *
   * @param stillOpen what it waits for before it can be closed, as its loop judged last; absent of
   *     one that is closed, and before its loop's first turn
   * @param muted whether each of its alerts fits a mute: it stays, but nobody is told of it
   * @param alertGroups of all its alerts, the largest first
   * @param alertList as many as were asked for
   * @param diagnoses as recorded, each with {@code at}
   * @param tickets of it in other systems, also those that aren't created yet
   * @param provedUpTo the record's events up to this position are proved: they are under a
   *     published checkpoint of this size; 0 before the first one
   * @param asOf the moment that this is of; absent for now
   */
  record Detail(
      @JsonUnwrapped IncidentItem incident,
      @Nullable String stillOpen,
      boolean muted,
      List<AlertGroup> alertGroups,
      List<Alert> alertList,
      List<Object> diagnoses,
      List<Note> notes,
      List<Failing> failing,
      List<Held> held,
      List<ShownTicket> tickets,
      long provedUpTo,
      @Nullable AsOf asOf) {}

  /**
   * One line of the story.
   *
   * @param aggregate what it happened to
   * @param data the event
   * @param proved whether it's under a published checkpoint, so that there is a proof of it
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
      Object data,
      boolean proved) {}

  /** The entries of a page, each by the same checkpoint. */
  Function<IncidentTimeline.Entry, Entry> entries() {
    var lookup = names.lookup();
    long proved = ledger.provable().provedUpTo();
    return it -> entry(it, lookup, proved);
  }

  private Entry entry(IncidentTimeline.Entry entry, PrincipalNames.Lookup names, long proved) {
    return new Entry(
        entry.position(),
        entry.at(),
        entry.type(),
        entry.aggregate(),
        entry.actor(),
        names.of(entry.actor()),
        entry.via(),
        names.named(summaries.of(entry.event())),
        DomainJson.tree(entry.data()),
        entry.position() <= proved);
  }

  Detail detail(IncidentInbox.Detail it) {
    return detail(
        it, catalog.topology(), stillOpen(it.incident()), tickets.of(it.incident().id()), null);
  }

  /** As it was at a moment; names are those of today. */
  Detail past(IncidentInbox.Detail it, AskedMoment.Asked moment) {
    var topology = history.at(moment.position()).topology();
    return detail(it, topology, null, List.of(), AsOf.of(moment, List.of(), NOT_REBUILT));
  }

  private Detail detail(
      IncidentInbox.Detail it,
      Topology topology,
      @Nullable String stillOpen,
      List<ShownTicket> held,
      @Nullable AsOf asOf) {
    var lookup = names.lookup();
    return new Detail(
        IncidentItem.of(it.incident(), lookup, topology),
        stillOpen,
        it.muted(),
        it.groups().stream().map(AlertGroup::of).toList(),
        it.alerts().stream().map(Alert::of).toList(),
        it.diagnoses().stream().map(IncidentAnswers::diagnosis).toList(),
        it.notes().stream().map(note -> note(note, lookup)).toList(),
        it.failing().stream().map(Failing::of).toList(),
        it.held().stream().map(Held::of).toList(),
        held,
        ledger.provable().provedUpTo(),
        asOf);
  }

  private @Nullable String stillOpen(IncidentInbox.Row row) {
    return row.state() == IncidentInbox.State.OPEN
        ? loops.waitsFor(OpenLoops.Kind.INCIDENT, row.id()).orElse(null)
        : null;
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
