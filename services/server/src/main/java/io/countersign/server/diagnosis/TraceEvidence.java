package io.countersign.server.diagnosis;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.log.ErrorLines.FailedRequest;
import io.countersign.connectors.spi.log.TracedLines;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence.FailedTrace;
import io.countersign.domain.diagnosis.Evidence.Hop;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.diagnosis.LogEvidence.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * The evidence of traces: some requests that failed, followed through all logs, by their W3C trace
 * ids.
 */
final class TraceEvidence {
  private static final int MOST_REQUESTS = 20;

  private final BoundedFanOut asking;

  TraceEvidence(BoundedFanOut asking) {
    this.asking = asking;
  }

  /** Where a request was seen, and the claim that says so. */
  private record Station(Hop hop, String claim) {}

  GatheredAnswers follow(
      Collection<FailedRequest> failed,
      List<Log> logs,
      Topology topology,
      Instant from,
      Instant to) {
    var ids = spread(failed);
    if (ids.isEmpty()) {
      return GatheredAnswers.nothing();
    }
    var calls = new ArrayList<Callable<Found>>();
    for (int i = 0; i < logs.size(); i++) {
      var log = logs.get(i);
      var id = "t" + (i + 1);
      calls.add(() -> ask(id, log, ids, from, to));
    }
    var all = GatheredAnswers.nothing();
    var stations = new TreeMap<String, List<Station>>();
    for (var found : asking.ask(calls, LogEvidence.PATIENCE)) {
      if (found != null) {
        all.claims().addAll(found.claims());
        found
            .stations()
            .forEach(
                (trace, it) -> stations.computeIfAbsent(trace, _ -> new ArrayList<>()).add(it));
      }
    }
    stations.forEach((trace, seen) -> all.traces().add(trace(trace, seen, topology)));
    return all;
  }

  /** Of as many as are followed, spread over all the time in which they failed. */
  private static Set<String> spread(Collection<FailedRequest> failed) {
    var known = new LinkedHashMap<String, FailedRequest>();
    failed.stream()
        .sorted(Comparator.comparing(FailedRequest::at).thenComparing(FailedRequest::traceId))
        .forEach(it -> known.putIfAbsent(it.traceId(), it));
    var inOrder = List.copyOf(known.keySet());
    var ids = new TreeSet<String>();
    for (int i = 0; i < MOST_REQUESTS && !inOrder.isEmpty(); i++) {
      ids.add(inOrder.get(i * inOrder.size() / MOST_REQUESTS));
    }
    return ids;
  }

  /** What one log knows of them; nothing where it can't be read, which is a gap already. */
  private record Found(List<Claim> claims, Map<String, Station> stations) {}

  private static Found ask(String id, Log log, Set<String> ids, Instant from, Instant to) {
    return switch (log.source().traced(log.entity(), ids, from, to)) {
      case Outcome.Failed<TracedLines> _ -> new Found(List.of(), Map.of());
      case Outcome.Ok<TracedLines>(var answer) -> {
        var stations = new TreeMap<String, Station>();
        answer
            .hops()
            .forEach(
                it ->
                    stations.put(
                        it.traceId(),
                        new Station(new Hop(log.entity(), it.at(), it.failed()), id)));
        var query = new LogQuery.Traced(log.entity(), ids).toString();
        var statement = statement(log.entity(), ids.size(), answer);
        var claim =
            new Claim(id, log.source().name(), query, from, to, 0, answer.digest(), statement);
        yield new Found(List.of(claim), stations);
      }
    };
  }

  static String statement(EntityId entity, int asked, TracedLines answer) {
    return "of %s failed requests %s wrote about %s, as failed about %s"
        .formatted(
            asked,
            entity,
            answer.hops().size(),
            answer.hops().stream().filter(TracedLines.Hop::failed).count());
  }

  /** It rests on what the entity wrote that is furthest down of those where it failed. */
  private static FailedTrace trace(String id, List<Station> seen, Topology topology) {
    var inOrder = seen.stream().sorted(callersFirst(seen, topology)).toList();
    var claim =
        inOrder.stream()
            .filter(it -> it.hop().failed())
            .reduce((_, deeper) -> deeper)
            .orElse(inOrder.getLast())
            .claim();
    return new FailedTrace(id, inOrder.stream().map(Station::hop).toList(), claim);
  }

  /** Who has more of the others below it comes first; logs' times only tell who gave up first. */
  private static Comparator<Station> callersFirst(List<Station> seen, Topology topology) {
    return Comparator.<Station>comparingLong(
            it -> {
              var below = topology.below(it.hop().entity()).keySet();
              return -seen.stream().filter(other -> below.contains(other.hop().entity())).count();
            })
        .thenComparing(it -> it.hop().at(), Comparator.reverseOrder())
        .thenComparing(it -> it.hop().entity());
  }
}
