package io.countersign.bench.judge;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Evidence.Series;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.diagnosis.TimeSeries.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The graph and the normal days of one traffic.
 *
 * @param normal points by column
 */
record PetShopData(Topology topology, Map<Column, List<Point>> normal) {
  private static final Duration STEP = Duration.ofMinutes(5);

  /** A column and what it measures: the first three lines of a file. */
  record Column(String node, String metric, String statistic) {}

  /** The entity that alerted, and since when in seconds. */
  record Target(String node, String metric, String statistic, long since) {}

  static PetShopData read(Path folder) throws IOException {
    return new PetShopData(
        graph(folder.resolve("graph.csv")),
        table(folder.resolve("noissue").resolve("metrics.csv")));
  }

  /** In points. */
  int length() {
    return normal.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** X-Ray calls {@code remote} and {@code client} what it knows from the callers' side alone. */
  static EntityId entity(String node) {
    boolean fromOutside = node.endsWith("_remote") || node.endsWith("_client");
    var name = node.replaceAll("[^A-Za-z0-9._:@-]", "-");
    return new EntityId(fromOutside ? EntityId.ENDPOINT : "service", "petshop", name);
  }

  Evidence incident(Path metrics, Target target) throws IOException {
    return evidence(normal, table(metrics), target);
  }

  /** Some of the normal points as if something had alerted, those before them as the baseline. */
  Evidence normal(int from, int length) {
    Map<Column, List<Point>> window = new LinkedHashMap<>();
    Map<Column, List<Point>> baseline = new LinkedHashMap<>();
    var times = normal.values().stream().flatMap(List::stream).map(Point::at).distinct().sorted();
    var within = times.skip(from).limit(length).toList();
    var begin = within.getFirst();
    normal.forEach(
        (column, points) -> {
          window.put(column, points.stream().filter(it -> within.contains(it.at())).toList());
          baseline.put(column, points.stream().filter(it -> it.at().isBefore(begin)).toList());
        });
    var target = new Target("PetSite", "latency", "Average", begin.getEpochSecond());
    return evidence(baseline, window, target);
  }

  private Evidence evidence(
      Map<Column, List<Point>> baseline, Map<Column, List<Point>> window, Target target) {
    List<Series> series = new ArrayList<>();
    window.forEach(
        (column, points) ->
            signal(column)
                .filter(_ -> !points.isEmpty())
                .ifPresent(
                    signal -> {
                      var usual = baseline.getOrDefault(column, List.of());
                      var claim = column.node() + " " + column.metric();
                      series.add(
                          new Series(
                              entity(column.node()),
                              signal,
                              new TimeSeries(STEP, scaled(signal, usual)),
                              new TimeSeries(STEP, scaled(signal, points)),
                              claim));
                    }));
    var end = window.values().stream().flatMap(List::stream).map(Point::at).max(Instant::compareTo);
    return new Evidence(
        List.of(alert(target)),
        topology,
        series,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        end.orElse(Instant.MIN));
  }

  private IncidentAlert alert(Target target) {
    var at = Instant.ofEpochSecond(target.since());
    var id = AlertId.of("petshop", target.node(), at);
    var node = entity(target.node());
    return new IncidentAlert(id, node, target.metric(), Severity.WARNING, target.metric(), at);
  }

  private static Optional<Signal> signal(Column column) {
    return switch (column.metric() + " " + column.statistic()) {
      case "latency Average" -> Optional.of(Signal.LATENCY);
      case "availability Average" -> Optional.of(Signal.ERRORS);
      case "requests Sum" -> Optional.of(Signal.RATE);
      default -> Optional.empty();
    };
  }

  /** Availability is told in percent of good requests, and requests for the whole step. */
  private static List<Point> scaled(Signal signal, List<Point> points) {
    return points.stream().map(it -> new Point(it.at(), scaled(signal, it.value()))).toList();
  }

  private static double scaled(Signal signal, double value) {
    return switch (signal) {
      case ERRORS -> 1 - value / 100;
      case RATE -> value / STEP.toSeconds();
      case LATENCY, SATURATION, UP, RESTARTS, REPLICAS -> value;
    };
  }

  private static Topology graph(Path file) throws IOException {
    var lines = DataSetFile.of(file).stream().map(it -> it.split(",", -1)).toList();
    var head = lines.getFirst();
    List<Relation> relations = new ArrayList<>();
    for (var row : lines.subList(1, lines.size())) {
      for (int i = 1; i < row.length; i++) {
        if (!row[i].isEmpty() && Double.parseDouble(row[i]) > 0) {
          relations.add(new Relation(Relation.Kind.CALLS, entity(row[0]), entity(head[i])));
        }
      }
    }
    var nodes = Stream.of(head).skip(1).map(it -> new Entity(entity(it), "petshop", 3, false));
    return new Topology(nodes.toList(), relations);
  }

  private static Map<Column, List<Point>> table(Path file) throws IOException {
    var lines = DataSetFile.of(file).stream().map(it -> it.split(",", -1)).toList();
    Map<Column, List<Point>> table = new LinkedHashMap<>();
    for (int i = 1; i < lines.getFirst().length; i++) {
      List<Point> points = new ArrayList<>();
      for (var row : lines.subList(4, lines.size())) {
        if (i < row.length && !row[i].isEmpty()) {
          var at = Instant.ofEpochSecond((long) Double.parseDouble(row[0]));
          points.add(new Point(at, Double.parseDouble(row[i])));
        }
      }
      table.put(new Column(lines.get(0)[i], lines.get(1)[i], lines.get(2)[i]), points);
    }
    return table;
  }
}
