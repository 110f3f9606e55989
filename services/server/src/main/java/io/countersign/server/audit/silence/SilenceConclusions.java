package io.countersign.server.audit.silence;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.audit.silence.Around;
import io.countersign.ledger.audit.silence.SilenceTrail;
import io.countersign.ledger.audit.silence.SilenceTrail.Found;
import io.countersign.ledger.oncall.NoticesTold.Outcome;
import io.countersign.server.summary.Phrases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sentences that answer why nobody was paged, as far as the record has it. */
final class SilenceConclusions {
  private final EntityId service;
  private final Around around;
  private final SilenceTrail trail;
  private final SilenceItems words;
  private final List<String> said = new ArrayList<>();

  SilenceConclusions(EntityId service, Around around, SilenceTrail trail, SilenceItems words) {
    this.service = service;
    this.around = around;
    this.trail = trail;
    this.words = words;
  }

  List<String> of(Found found, List<RecordedEvent> standing) {
    notices(found);
    if (found.alerts().isEmpty()) {
      nothingArrived();
    } else {
      found.alerts().forEach(it -> alert(it, found));
    }
    standing.forEach(this::standing);
    door(found);
    held(found);
    return List.copyOf(new LinkedHashSet<>(said));
  }

  private void notices(Found found) {
    var counts = new LinkedHashMap<Outcome, Integer>();
    found.notices().forEach(it -> counts.merge(it.outcome(), 1, Integer::sum));
    counts.forEach((outcome, count) -> said.add(told(outcome, Phrases.counted(count, "notice"))));
    if (!found.notices().isEmpty() || found.incidents().isEmpty()) {
      return;
    }
    said.add(
        "No notice of its incidents is kept of that time; who wasn't configured as a receiver then"
            + " is told nothing, and which receivers there were isn't on record.");
  }

  private static String told(Outcome outcome, String notices) {
    return switch (outcome) {
      case TOLD -> notices + " of its incidents did go out then: see notified.";
      case REFUSED -> notices + " could not be told: the receiver refused for good.";
      case NOT_ROUTED -> notices + " went nowhere, since no route names that receiver for it.";
      case MUTED -> notices + " went nowhere, since what it was about was muted.";
    };
  }

  private void nothingArrived() {
    said.add(
        "No source spoke of %s from %s to %s."
            .formatted(service, Phrases.time(around.from()), Phrases.time(around.to())));
    trail
        .lastOf(service, around.after())
        .ifPresentOrElse(
            it -> said.add("Before that, the last word about it was " + line(it)),
            () -> said.add("Nothing about it is on record before that either."));
    var last = lastByIntegration();
    if (last.isEmpty()) {
      said.add("No source had raised an alert at all by then.");
    }
    last.forEach(
        (integration, it) ->
            said.add(
                it.position() > around.after()
                    ? "Alerts about others did arrive from %s, the last new one at %s."
                        .formatted(integration, Phrases.time(it.at()))
                    : "No new alert at all arrived from %s: its last one had come at %s."
                        .formatted(integration, Phrases.time(it.at()))));
  }

  /** Only what is raised names its integration. */
  private Map<String, RecordedEvent> lastByIntegration() {
    var last = new LinkedHashMap<String, RecordedEvent>();
    for (var recorded : trail.lastTold(around.upTo())) {
      if (recorded.event() instanceof AlertEvent.Raised e && !isOwn(e)) {
        last.putIfAbsent(e.integration(), recorded);
      }
    }
    return last;
  }

  private static boolean isOwn(AlertEvent.Raised raised) {
    return raised.integration().equals("countersign");
  }

  private void alert(RecordedEvent recorded, Found found) {
    if (recorded.event() instanceof AlertEvent event) {
      alert(event, recorded, found);
    }
  }

  private void alert(AlertEvent event, RecordedEvent recorded, Found found) {
    switch (event) {
      case AlertEvent.HeldBack e ->
          said.add(
              "Held back by %s as it came at %s: it opened no incident and nobody was told."
                  .formatted(e.mute(), Phrases.time(recorded.at())));
      case AlertEvent.Suppressed _ -> said.add("Not acted upon: " + line(recorded));
      case AlertEvent.Repeated e ->
          said.add(
              "Deduplicated: it was told again (%s by %s), and a repeat tells nobody anew."
                  .formatted(
                      Phrases.counted((int) Math.min(e.count(), Integer.MAX_VALUE), "time"),
                      Phrases.time(e.lastSeen())));
      case AlertEvent.Raised e -> raised(e, recorded, found);
      case AlertEvent.Resolved _ -> {
        // its end is among the items
      }
    }
  }

  private void raised(AlertEvent.Raised raised, RecordedEvent recorded, Found found) {
    var id = raised.alert();
    boolean heldBack =
        found.alerts().stream()
            .anyMatch(it -> it.event() instanceof AlertEvent.HeldBack e && e.alert().equals(id));
    var place =
        found.incidents().stream()
            .filter(it -> it.event() instanceof IncidentEvent)
            .flatMap(
                it ->
                    switch (it.event()) {
                      case IncidentEvent.Opened e when e.first().alert().equals(id) ->
                          Stream.of("opened " + e.incident());
                      case IncidentEvent.AlertAttached e when e.alert().alert().equals(id) ->
                          Stream.of(joined(e));
                      default -> Stream.<String>empty();
                    })
            .findFirst();
    if (place.isPresent()) {
      said.add("%s at %s %s.".formatted(raised.name(), Phrases.time(recorded.at()), place.get()));
    } else if (!heldBack) {
      said.add(
          "%s at %s opened and joined no incident by %s."
              .formatted(raised.name(), Phrases.time(recorded.at()), Phrases.time(around.to())));
    }
  }

  private static String joined(IncidentEvent.AlertAttached e) {
    return e.tie().echo()
        ? "was taken for an echo of %s, which was closed and stayed so".formatted(e.incident())
        : "joined %s (%s: %s), which was open already"
            .formatted(e.incident(), e.tie().rule(), e.tie().because());
  }

  private void standing(RecordedEvent recorded) {
    switch (recorded.event()) {
      case AlertEvent.Raised e ->
          said.add(
              "%s fired already, since %s: what fires on is nothing new."
                  .formatted(e.name(), Phrases.time(recorded.at())));
      case IncidentEvent.Opened e -> {
        var last = trail.lastNotice(e.incident().value(), around.from());
        said.add(
            "%s was open already, since %s; %s"
                .formatted(
                    e.incident(),
                    Phrases.time(recorded.at()),
                    last.map(
                            it ->
                                it.receiver()
                                    + " had been told of it last at "
                                    + Phrases.time(it.at())
                                    + " ("
                                    + it.kind()
                                    + ").")
                        .orElse("no notice of it before that is kept.")));
      }
      default -> said.add("In force already: " + line(recorded));
    }
  }

  private void door(Found found) {
    for (var recorded : found.door()) {
      if (recorded.event() instanceof IntakeEvent) {
        said.add("At the door: " + line(recorded));
      }
    }
    found.channels().forEach(it -> said.add("Of a chat: " + line(it)));
  }

  private void held(Found found) {
    for (var recorded : found.incidents()) {
      if (recorded.event() instanceof RemediationEvent.HeldUp) {
        said.add("A plan waited: " + line(recorded));
      }
    }
  }

  /** With where it stands, so that it can be looked up. */
  private String line(RecordedEvent recorded) {
    return words.of(recorded).summary()
        + " (#"
        + recorded.position()
        + " at "
        + Phrases.time(recorded.at())
        + ").";
  }
}
