package io.countersign.bench.diagnosis;

import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Inventory;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.change.Change;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The worst incident that a diagnosis may be asked about: every entity of a large, layered estate
 * is measured in every signal, is unhealthy, alerts again and again, and was changed. The same seed
 * gives the same.
 */
final class WorstCaseIncident {
  private static final Instant FAULT = Instant.parse("2026-03-01T10:00:00Z");
  private static final int LAYERS = 8;
  private static final int CALLS = 4;
  private static final Duration STEP = Duration.ofSeconds(15);

  private final Random random;
  private final int entities;
  private final Topology topology;

  WorstCaseIncident(int entities, long seed) {
    this.random = new Random(seed);
    this.entities = entities;
    this.topology = build();
  }

  Topology topology() {
    return topology;
  }

  private static EntityId id(int entity) {
    return EntityId.service("bench", "service-" + entity);
  }

  private Topology build() {
    var relations = new ArrayList<Relation>();
    int layer = entities / LAYERS;
    for (int i = 0; i < entities - layer; i++) {
      int below = (i / layer + 1) * layer;
      for (int c = 0; c < CALLS; c++) {
        int to = Math.min(entities - 1, below + random.nextInt(layer));
        relations.add(new Relation(Relation.Kind.CALLS, id(i), id(to)));
      }
    }
    var all =
        IntStream.range(0, entities)
            .mapToObj(i -> new Entity(id(i), "team", 2, i < layer))
            .toList();
    return new Inventory(all, relations.stream().distinct().toList()).topology();
  }

  /** So many alerts, evenly over the estate, within a minute. */
  List<IncidentAlert> alerts(int many) {
    return IntStream.range(0, many).mapToObj(this::alert).toList();
  }

  private IncidentAlert alert(int number) {
    var entity = id(number % entities);
    var at = FAULT.plusMillis(number * 60_000L / 5_000);
    var alert = AlertId.of("bench", entity + "-" + number, at);
    return new IncidentAlert(alert, entity, "Alert" + number, Severity.CRITICAL, "errors", at);
  }

  /** Seven signals of each entity with some 140 points each, and so many changes. */
  Evidence evidence(List<IncidentAlert> alerts, int changes) {
    var series = new ArrayList<Evidence.Series>();
    var claims = new ArrayList<Claim>();
    for (int i = 0; i < entities; i++) {
      for (var signal : Signal.values()) {
        var claim = claim("m" + claims.size(), id(i) + " " + signal);
        claims.add(claim);
        series.add(
            new Evidence.Series(
                id(i),
                signal,
                points(signal, i, -1_800, -60),
                points(signal, i, -60, 300),
                claim.id()));
      }
    }
    var seen = new ArrayList<Evidence.ChangeSeen>();
    for (int c = 0; c < changes; c++) {
      var claim = claim("f" + c, "change " + c);
      claims.add(claim);
      seen.add(new Evidence.ChangeSeen(change(c), claim.id()));
    }
    return new Evidence(
        alerts, topology, series, seen, List.of(), List.of(), claims, List.of(), List.of(),
        at(300));
  }

  private Change change(int number) {
    var reference = "CHG-" + number;
    var at = at(-random.nextInt(3_600));
    return new Change(
        "feed",
        id(number % entities),
        "deploy",
        at,
        reference,
        "1." + number,
        "2." + number,
        null,
        null);
  }

  private TimeSeries points(Signal signal, int entity, int from, int to) {
    var points = new ArrayList<TimeSeries.Point>();
    // The deeper, the earlier.
    int onset = 30 - 30 * entity / entities;
    for (int t = from; t < to; t += (int) STEP.toSeconds()) {
      points.add(
          new TimeSeries.Point(
              at(t), value(signal, t >= onset) * (1 + 0.05 * random.nextDouble())));
    }
    return new TimeSeries(STEP, points);
  }

  private static double value(Signal signal, boolean failing) {
    return switch (signal) {
      case RATE -> 40;
      case ERRORS -> failing ? 0.5 : 0.001;
      case LATENCY -> failing ? 2 : 0.05;
      case SATURATION -> failing ? 0.95 : 0.4;
      case UP -> 1;
      case RESTARTS, REPLICAS -> 0;
    };
  }

  private static Claim claim(String id, String query) {
    return new Claim(id, "bench", query, at(-1_800), at(300), 15, Digest.ofJson(query), query);
  }

  private static Instant at(int second) {
    return FAULT.plusSeconds(second);
  }
}
