package io.countersign.server.incident;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.RangeAnswer;
import io.countersign.domain.Decimal;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.Claim;
import io.countersign.domain.incident.Evidence;
import io.countersign.domain.incident.IncidentAlert;
import io.countersign.domain.incident.Signal;
import io.countersign.domain.incident.TimeSeries;
import io.countersign.server.config.Connections;
import io.countersign.server.config.EvidenceBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Asks every source what it knows about the entities around an incident's alerts. A source that is down
 * or slow leaves a gap and is not asked on; it never keeps the others from answering.
 */
final class EvidenceGathering {
  /** How far before the first alert the window around the fault begins. */
  private static final Duration LEAD = Duration.ofSeconds(60);

  private static final int MAX_ENTITIES = 500;
  private static final int AT_ONCE = 8;

  private final Connections connections;
  private final ChangesAround changes;

  EvidenceGathering(Connections connections, ChangesAround changes) {
    this.connections = connections;
    this.changes = changes;
  }

  /** One question about one signal of one entity. */
  private record Question(String id, EvidenceBinding binding, EntityId entity, Signal signal) {}

  /** What became of it: a series with its claim, or why there is none. */
  private record Answered(List<Evidence.Series> series, List<Claim> claims, Set<String> gaps) {}

  Evidence gather(List<IncidentAlert> alerts, Topology topology, Instant now) {
    var first = alerts.stream().map(IncidentAlert::startsAt).min(Instant::compareTo).orElse(now);
    var scope = scope(alerts, topology);
    var measured = ask(questions(scope), first.minus(LEAD), now);
    var changed = changes.around(scope, first, now);
    var claims = new ArrayList<>(measured.claims());
    claims.addAll(changed.claims());
    var gaps = new TreeSet<>(measured.gaps());
    gaps.addAll(changed.gaps());
    return new Evidence(
        alerts, topology, measured.series(), changed.seen(), claims, List.copyOf(gaps), now);
  }

  /** The alerts' entities, what they depend on, and who calls them: nearest first, bounded. */
  private static Set<EntityId> scope(List<IncidentAlert> alerts, Topology topology) {
    var scope = new LinkedHashSet<EntityId>();
    alerts.forEach(a -> scope.add(a.entity()));
    for (var entity : List.copyOf(scope)) {
      scope.addAll(topology.below(entity).keySet());
      scope.addAll(topology.dependents(entity));
    }
    return scope.stream().limit(MAX_ENTITIES).collect(LinkedHashSet::new, Set::add, Set::addAll);
  }

  private List<Question> questions(Collection<EntityId> scope) {
    var questions = new ArrayList<Question>();
    for (var entity : scope) {
      for (var signal : Signal.values()) {
        connections
            .evidenceFor(signal, entity)
            .ifPresent(
                b -> questions.add(new Question("m" + (questions.size() + 1), b, entity, signal)));
      }
    }
    return questions;
  }

  private static Answered ask(List<Question> questions, Instant windowFrom, Instant now) {
    var all = new Answered(new ArrayList<>(), new ArrayList<>(), new TreeSet<>());
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          questions.stream()
              .map(q -> threads.submit(limited(places, q, windowFrom, now, all.gaps())))
              .toList();
      for (var answer : asked) {
        var one = answer.get();
        all.series().addAll(one.series());
        all.claims().addAll(one.claims());
        synchronized (all.gaps()) {
          all.gaps().addAll(one.gaps());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.gaps().add("gathering was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  private static Callable<Answered> limited(
      Semaphore places, Question question, Instant windowFrom, Instant now, Set<String> gaps) {
    return () -> {
      places.acquire();
      try {
        return isDown(question, gaps)
            ? new Answered(List.of(), List.of(), Set.of())
            : ask(question, windowFrom, now);
      } finally {
        places.release();
      }
    };
  }

  /** A source that didn't answer once is not waited for again in the same gathering. */
  private static boolean isDown(Question question, Set<String> gaps) {
    synchronized (gaps) {
      return gaps.stream().anyMatch(g -> g.startsWith(question.binding().source().name() + ": "));
    }
  }

  private static Answered ask(Question question, Instant windowFrom, Instant now) {
    var binding = question.binding();
    var query = binding.query(question.signal(), question.entity()).orElseThrow();
    var from = windowFrom.minus(binding.baseline());
    return switch (binding.source().range(query, from, now, binding.step())) {
      case Outcome.Ok<RangeAnswer>(var answer) -> answered(question, query, from, windowFrom, now, answer);
      case Outcome.Failed<RangeAnswer> failed ->
          new Answered(
              List.of(),
              List.of(),
              Set.of(binding.source().name() + ": " + failed.code() + " " + failed.message()));
    };
  }

  private static Answered answered(
      Question question,
      String query,
      Instant from,
      Instant windowFrom,
      Instant now,
      RangeAnswer answer) {
    var binding = question.binding();
    var points =
        answer.series().isEmpty()
            ? List.<TimeSeries.Point>of()
            : answer.series().getFirst().series().points();
    var claim =
        new Claim(
            question.id(),
            binding.source().name(),
            query,
            from,
            now,
            Math.toIntExact(binding.step().toSeconds()),
            answer.digest(),
            statement(question, points));
    var series =
        new Evidence.Series(
            question.entity(),
            question.signal(),
            part(points, binding.step(), from, windowFrom),
            part(points, binding.step(), windowFrom, now.plusNanos(1)),
            claim.id());
    return new Answered(List.of(series), List.of(claim), Set.of());
  }

  private static TimeSeries part(
      List<TimeSeries.Point> points, Duration step, Instant from, Instant before) {
    return new TimeSeries(
        step,
        points.stream()
            .filter(p -> !p.at().isBefore(from) && p.at().isBefore(before))
            .toList());
  }

  private static String statement(Question question, List<TimeSeries.Point> points) {
    var what = question.signal().name().toLowerCase(java.util.Locale.ROOT) + " of " + question.entity();
    return points.isEmpty()
        ? "no " + what + " is measured"
        : "%s went from %s to %s"
            .formatted(
                what,
                Decimal.text(points.getFirst().value()),
                Decimal.text(points.getLast().value()));
  }
}
