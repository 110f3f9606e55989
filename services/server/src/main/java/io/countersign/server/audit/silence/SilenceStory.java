package io.countersign.server.audit.silence;

import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.Reach;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.audit.PastHalts;
import io.countersign.ledger.audit.silence.Around;
import io.countersign.ledger.audit.silence.SilenceTrail;
import io.countersign.ledger.audit.silence.SilenceTrail.Found;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.summary.EventSummary;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts together what there is of a service around a time. */
@Component
final class SilenceStory {
  /**
   * What is told.
   *
   * @param standing what held already
   * @param items what happened, in order of time
   */
  record Told(
      List<String> conclusions,
      List<SilenceItem> standing,
      List<SilenceItem> items,
      boolean cut,
      List<String> unknown) {}

  private static final List<String> UNKNOWN =
      List.of(
          "What a source kept back itself, such as by a silence of its own, never came here and"
              + " isn't on record.",
          "Of repeats only the first, the tenth, the hundredth and so on are on record.",
          "Notices are kept for 180 days, beside the record; a notice that was told isn't known to"
              + " have been read.");

  private final SilenceTrail trail;
  private final Catalog catalog;
  private final EventSummary summaries;
  private final PrincipalNames names;

  SilenceStory(SilenceTrail trail, Catalog catalog, EventSummary summaries, PrincipalNames names) {
    this.trail = trail;
    this.catalog = catalog;
    this.summaries = summaries;
    this.names = names;
  }

  /**
   * @param mutedAfter the position behind which a mute has to stand that could still hold
   */
  Told of(EntityId service, Around around, long mutedAfter) {
    var found = trail.of(service, around, mutedAfter);
    var words = new SilenceItems(summaries, names.lookup());
    var standing = standing(service, around, found);
    var events = events(service, around, found);
    var items =
        Stream.concat(events.stream().map(words::of), found.notices().stream().map(words::of))
            .sorted(Comparator.comparing(SilenceItem::at).thenComparingLong(SilenceItem::position))
            .toList();
    var conclusions = new SilenceConclusions(service, around, trail, words).of(found, standing);
    return new Told(
        conclusions, standing.stream().map(words::of).toList(), items, found.cut(), UNKNOWN);
  }

  private List<RecordedEvent> standing(EntityId service, Around around, Found found) {
    long at = around.after();
    var reach = reach(service);
    return Stream.of(
            StandingThen.lost(trail.lastBeats(at)),
            StandingThen.mutes(found.mutes(), service, at),
            trail.halts(at).stream().filter(it -> PastHalts.scope(it).covers(reach)).toList(),
            StandingThen.failing(trail.lastFailures(at)),
            trail.open(service, around),
            trail.firing(service, at))
        .flatMap(List::stream)
        .toList();
  }

  private List<RecordedEvent> events(EntityId service, Around around, Found found) {
    var reach = reach(service);
    return Stream.of(
            found.alerts(),
            found.incidents().stream().filter(it -> isOf(service, it)).toList(),
            found.door().stream().filter(it -> concerns(reach, it)).toList(),
            found.channels(),
            StandingThen.muteEvents(found.mutes(), service, around.after()))
        .flatMap(List::stream)
        .toList();
  }

  /** Other services' alerts join the same incident. */
  private static boolean isOf(EntityId service, RecordedEvent recorded) {
    return !(recorded.event() instanceof IncidentEvent.AlertAttached e)
        || e.alert().entity().equals(service);
  }

  private static boolean concerns(Reach reach, RecordedEvent recorded) {
    return !(recorded.event() instanceof KillSwitchSet) || PastHalts.scope(recorded).covers(reach);
  }

  private Reach reach(EntityId service) {
    return CatalogFacts.reach(service, catalog.owner(service), "");
  }
}
