package io.countersign.bench.judge;

import io.countersign.bench.Figure;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.CorrelationSettings;
import io.countersign.domain.incident.IncidentAlert;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stream of alerts of {@code alert-grouping}, played online: each alert is placed by the
 * correlator, with what came before it and the topology.
 */
final class AlertGrouping implements Judge {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ENVIRONMENT = "bench";

  /** Edges that say the same the other way round, or that aren't dependencies. */
  private static final Set<String> INVERSE = Set.of("hosts", "instance_of");

  private static final Map<String, Double> F1 =
      Map.of(
          "time gap 60 s", .568,
          "fixed 10-min window", .635,
          "same entity 5 min", .068,
          "same signal 5 min", .092,
          "topology component + 60 s gap", .813,
          "topology component + fixed 10 min", .787);

  @Override
  public String set() {
    return "alert-grouping";
  }

  @Override
  public List<Figure> judge(Path data, PrintStream progress) throws IOException {
    Map<String, String> truth = new HashMap<>();
    for (var line : Lines.of(data.resolve("tuning_truth_alert.csv.gz"))) {
      var fields = line.split(",", -1);
      truth.put(fields[0], fields[1]);
    }
    List<String> ids = new ArrayList<>();
    var replay = new Replay(topology(data), CorrelationSettings.DEFAULT);
    for (var line : Lines.of(data.resolve("tuning_alerts.jsonl.gz"))) {
      var node = JSON.readTree(line);
      ids.add(node.path("id").asString());
      replay.take(alert(node));
    }
    progress.println(ids.size() + " alerts in " + replay.groups() + " incidents");
    var scores = Partition.compare(replay.grouping(), ids.stream().map(truth::get).toList());
    return figures(scores);
  }

  private List<Figure> figures(Partition scores) {
    return List.of(
        figure("pairF1", scores.f1()).atLeast(.85).published(F1),
        figure("pairPrecision", scores.precision())
            .atLeast(.80)
            .published(Map.of("time gap 60 s", .40)),
        figure("pairRecall", scores.recall()),
        figure("adjustedRand", scores.adjustedRand()),
        figure("normalisedMutualInformation", scores.normalisedMutualInformation()),
        figure("compression", scores.compression()).atLeast(.98));
  }

  private Figure figure(String name, double value) {
    return Figure.of("judge", set(), name, value);
  }

  private static IncidentAlert alert(JsonNode node) {
    var at = Instant.ofEpochMilli(node.path("ts_ms").asLong());
    var signal = node.path("signal").asString();
    return new IncidentAlert(
        AlertId.of("bench", node.path("id").asString(), at),
        entity(node.path("entity").asString()),
        signal,
        Severity.WARNING,
        signal,
        at);
  }

  private static Topology topology(Path data) throws IOException {
    List<Entity> entities = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    for (var line : Lines.of(data.resolve("topology.csv"))) {
      var fields = line.split(",", -1);
      if (fields[0].equals("node")) {
        entities.add(new Entity(entity(fields[1]), "bench", 3, false));
      } else if (fields[0].equals("edge") && !INVERSE.contains(fields[3])) {
        relations.add(new Relation(relation(fields[3]), entity(fields[1]), entity(fields[2])));
      }
    }
    return new Topology(entities, relations);
  }

  private static Relation.Kind relation(String label) {
    return switch (label) {
      case "hosted_on" -> Relation.Kind.RUNS_ON;
      case "has_instance" -> Relation.Kind.PART_OF;
      case "data_flow" -> Relation.Kind.STORES_IN;
      default -> Relation.Kind.CALLS;
    };
  }

  private static EntityId entity(String name) {
    return EntityId.service(ENVIRONMENT, name.toLowerCase(Locale.ROOT));
  }
}
