package io.countersign.server.incident;

import io.countersign.connectors.spi.FailureCode;
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
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Asks every source what it knows about the entities around an incident's alerts. A source that is
 * down or slow leaves a gap and is not asked on; it never keeps the others from answering.
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

  /** Prometheus answers at most 11,000 points a series. */
  private static final long MOST_POINTS = 10_000;

  /** One question about one signal of one entity. */
  private record Question(String id, EvidenceBinding binding, EntityId entity, Signal signal) {}

  /** What became of it: a series with its claim, or why there is none. */
  private record Answered(List<Evidence.Series> series, List<Claim> claims, Set<String> gaps) {
    static final Answered NOTHING = new Answered(List.of(), List.of(), Set.of());

    static Answered gap(String why) {
      return new Answered(List.of(), List.of(), Set.of(why));
    }

    void add(Answered one) {
      series.addAll(one.series());
      claims.addAll(one.claims());
      gaps.addAll(one.gaps());
    }
  }

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
        alerts,
        topology,
        measured.series(),
        changed.seen(),
        List.of(),
        List.of(),
        claims,
        List.copyOf(gaps),
        now);
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
    var round = new Round(new Semaphore(AT_ONCE), ConcurrentHashMap.newKeySet(), windowFrom, now);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = questions.stream().map(q -> threads.submit(() -> round.ask(q))).toList();
      for (var answer : asked) {
        all.add(answer.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.gaps().add("gathering was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  /**
   * One gathering.
   *
   * @param silent sources that couldn't be asked: they aren't waited for again
   */
  private record Round(Semaphore places, Set<String> silent, Instant windowFrom, Instant now) {
    Answered ask(Question question) throws InterruptedException {
      places.acquire();
      try {
        return silent.contains(question.binding().source().name())
            ? Answered.NOTHING
            : query(question);
      } finally {
        places.release();
      }
    }

    private Answered query(Question question) {
      var binding = question.binding();
      var query = binding.query(question.signal(), question.entity()).orElseThrow();
      var from = windowFrom.minus(binding.baseline());
      var step = step(binding.step(), from);
      return switch (binding.source().range(query, from, now, step)) {
        case Outcome.Ok<RangeAnswer>(var answer) ->
            answered(question, new Asked(query, from, windowFrom, now, step), answer);
        case Outcome.Failed<RangeAnswer> failed -> failed(question, failed);
      };
    }

    /** A long range is asked for in wider steps: sources bound the points of an answer. */
    private Duration step(Duration wanted, Instant from) {
      long seconds = Duration.between(from, now).toSeconds() / MOST_POINTS + 1;
      return wanted.compareTo(Duration.ofSeconds(seconds)) < 0
          ? Duration.ofSeconds(seconds)
          : wanted;
    }

    private Answered failed(Question question, Outcome.Failed<RangeAnswer> failed) {
      var name = question.binding().source().name();
      if (failed.category().retryable() || failed.code() == FailureCode.UNAUTHORISED) {
        silent.add(name);
        return Answered.gap(name + ": " + failed.code() + " " + failed.message());
      }
      return Answered.gap(name + ": " + what(question) + " can't be asked: " + failed.code());
    }
  }

  /** What was asked, exactly. */
  private record Asked(
      String query, Instant from, Instant windowFrom, Instant now, Duration step) {}

  private static Answered answered(Question question, Asked asked, RangeAnswer answer) {
    var points =
        answer.series().isEmpty()
            ? List.<TimeSeries.Point>of()
            : answer.series().getFirst().series().points();
    var claim =
        new Claim(
            question.id(),
            question.binding().source().name(),
            asked.query(),
            asked.from(),
            asked.now(),
            Math.toIntExact(asked.step().toSeconds()),
            answer.digest(),
            statement(question, points));
    var series =
        new Evidence.Series(
            question.entity(),
            question.signal(),
            part(points, asked.step(), asked.from(), asked.windowFrom()),
            part(points, asked.step(), asked.windowFrom(), asked.now().plusNanos(1)),
            claim.id());
    return new Answered(List.of(series), List.of(claim), Set.of());
  }

  private static TimeSeries part(
      List<TimeSeries.Point> points, Duration step, Instant from, Instant before) {
    return new TimeSeries(
        step,
        points.stream().filter(p -> !p.at().isBefore(from) && p.at().isBefore(before)).toList());
  }

  private static String what(Question question) {
    return question.signal().name().toLowerCase(Locale.ROOT) + " of " + question.entity();
  }

  private static String statement(Question question, List<TimeSeries.Point> points) {
    return points.isEmpty()
        ? "no " + what(question) + " is measured"
        : "%s went from %s to %s"
            .formatted(
                what(question),
                Decimal.text(points.getFirst().value()),
                Decimal.text(points.getLast().value()));
  }
}
