package io.countersign.domain.diagnosis.health;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.CauseIndicators;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Evidence.ChangeSeen;
import io.countersign.domain.diagnosis.Evidence.LogSignature;
import io.countersign.domain.diagnosis.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The evidence that people, platforms and the entities themselves give, by entity: all but measured
 * signals.
 */
public final class LogAndEventEvidence {
  private final Map<EntityId, List<ChangeSeen>> acts = new HashMap<>();
  private final Map<EntityId, List<ChangeSeen>> events = new HashMap<>();
  private final Map<EntityId, NewErrors> newErrors = new HashMap<>();
  private final CauseIndicators indicators;

  public LogAndEventEvidence(Evidence evidence, Thresholds thresholds) {
    indicators = thresholds.indicators();
    evidence.changes().stream()
        .sorted(
            Comparator.comparing((ChangeSeen seen) -> seen.change().at())
                .thenComparing(seen -> seen.change().key())
                .thenComparing(ChangeSeen::claim))
        .forEach(this::add);
    var lines = new HashMap<EntityId, List<LogSignature>>();
    evidence.logs().forEach(log -> listed(lines, log.entity()).add(log));
    var names = names(evidence);
    lines.forEach((entity, of) -> newErrors.put(entity, new NewErrors(of, names, indicators)));
  }

  private void add(ChangeSeen seen) {
    var into = indicators.event(seen.change().action()).isPresent() ? events : acts;
    listed(into, seen.change().entity()).add(seen);
  }

  /** What somebody did to an entity, in order of time. */
  public List<ChangeSeen> acts(EntityId entity) {
    return acts.getOrDefault(entity, List.of());
  }

  /** The last of the platform's events about an entity that speak for a kind of cause. */
  public Optional<ChangeSeen> event(EntityId entity, Cause.Kind kind) {
    return events.getOrDefault(entity, List.of()).stream()
        .filter(seen -> indicators.event(seen.change().action()).equals(Optional.of(kind)))
        .reduce((_, later) -> later);
  }

  /** The errors that are new at an entity. */
  public NewErrors newErrors(EntityId entity) {
    return newErrors.getOrDefault(entity, NewErrors.NONE);
  }

  /** Those that tell of anything, whether measured or not. */
  Set<EntityId> entities() {
    var all = new TreeSet<EntityId>();
    all.addAll(newErrors.keySet());
    all.addAll(events.keySet());
    return all;
  }

  /** An event of the platform as a symptom: the first that speaks for any kind of cause. */
  Optional<Symptom> eventSymptom(EntityId entity) {
    return events.getOrDefault(entity, List.of()).stream()
        .filter(
            seen ->
                indicators.event(seen.change().action()).stream()
                    .anyMatch(kind -> kind != Cause.Kind.UNKNOWN))
        .findFirst()
        .map(
            seen ->
                Symptom.plain(
                    Symptom.Kind.EVENT,
                    seen.change().at(),
                    seen.change().at(),
                    false,
                    ReasonTexts.event(seen),
                    seen.claim()));
  }

  /** New errors as a symptom, for what nothing better is known of. */
  Optional<Symptom> errorSymptom(EntityId entity) {
    return newErrors(entity)
        .first()
        .map(
            log ->
                Symptom.plain(
                    Symptom.Kind.LOGS,
                    log.firstSeen(),
                    log.lastSeen(),
                    true,
                    ReasonTexts.error(log),
                    log.claim()));
  }

  private static Map<String, EntityId> names(Evidence evidence) {
    var names = new HashMap<String, EntityId>();
    evidence.topology().entities().forEach(entity -> names.put(entity.id().name(), entity.id()));
    evidence.series().forEach(series -> names.putIfAbsent(series.entity().name(), series.entity()));
    evidence.logs().forEach(log -> names.putIfAbsent(log.entity().name(), log.entity()));
    return names;
  }

  private static <T> List<T> listed(Map<EntityId, List<T>> map, EntityId key) {
    return Objects.requireNonNull(map.computeIfAbsent(key, _ -> new ArrayList<>()));
  }
}
