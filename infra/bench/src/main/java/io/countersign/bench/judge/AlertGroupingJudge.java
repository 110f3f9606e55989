package io.countersign.bench.judge;

import io.countersign.bench.Figure;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.IncidentAlert;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
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
 * The judge of {@code alert-grouping}, a stream of alerts, played online: each alert is placed by
 * the correlator, with what came before it and the topology.
 */
final class AlertGroupingJudge implements DataSetJudge {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ENVIRONMENT = "bench";

  /** Edges that say the same the other way round. */
  private static final Set<String> INVERSE = Set.of("hosts", "has_instance");

  /** What simple ways to group reach: on the tuning half, on the held-out half. */
  private static final Map<String, List<Double>> F1 =
      Map.of(
          "time gap 60 s", List.of(.568, .598),
          "fixed 10-min window", List.of(.635, .646),
          "same entity 5 min", List.of(.068, .064),
          "same signal 5 min", List.of(.092, .095),
          "topology component + 60 s gap", List.of(.813, .788),
          "topology component + fixed 10 min", List.of(.787, .761));

  /** What has to be reached at least. */
  private record Goals(double f1, double precision) {}

  /** As it came out first: a stream without resolutions keeps incidents open for too long. */
  private static final Goals SHIPPED = new Goals(.65, .5);

  private static final Goals INFERRED = new Goals(.85, .80);

  @Override
  public String set() {
    return "alert-grouping";
  }

  @Override
  public List<Figure> judge(Path data, PrintStream progress) throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (var half : List.of("tuning", "heldout")) {
      if (Files.exists(data.resolve(half + "_alerts.jsonl.gz"))) {
        figures.addAll(judge(data, half, false, progress));
        figures.addAll(judge(data, half, true, progress));
      }
    }
    return figures;
  }

  private List<Figure> judge(Path data, String half, boolean inferringEnds, PrintStream progress)
      throws IOException {
    Map<String, String> truth = new HashMap<>();
    for (var line : DataSetFile.of(data.resolve(half + "_truth_alert.csv.gz"))) {
      var fields = line.split(",", -1);
      truth.put(fields[0], fields[1]);
    }
    List<String> ids = new ArrayList<>();
    var replay = new CorrelationReplay(topology(data), CorrelationSettings.DEFAULT, inferringEnds);
    for (var line : DataSetFile.of(data.resolve(half + "_alerts.jsonl.gz"))) {
      var node = JSON.readTree(line);
      ids.add(node.path("id").asString());
      replay.add(alert(node));
    }
    var found = replay.grouping();
    var how = inferringEnds ? ", ends inferred" : "";
    progress.println(
        half + how + ": " + ids.size() + " alerts, " + Set.copyOf(found).size() + " incidents");
    var scores = PartitionAgreement.compare(found, ids.stream().map(truth::get).toList());
    return figures(scores, half.equals("tuning") ? 0 : 1, inferringEnds);
  }

  private List<Figure> figures(PartitionAgreement scores, int half, boolean inferringEnds) {
    var name = (half == 0 ? set() : set() + "/heldout") + (inferringEnds ? "/ends-inferred" : "");
    var goals = inferringEnds ? INFERRED : SHIPPED;
    Map<String, Double> published = new HashMap<>();
    F1.forEach((who, reached) -> published.put(who, reached.get(half)));
    return List.of(
        Figure.of("judge", name, "pairF1", scores.f1()).atLeast(goals.f1()).published(published),
        Figure.of("judge", name, "pairPrecision", scores.precision())
            .atLeast(goals.precision())
            .published(Map.of("time gap 60 s", half == 0 ? .40 : .43)),
        Figure.of("judge", name, "pairRecall", scores.recall()),
        Figure.of("judge", name, "adjustedRand", scores.adjustedRand()),
        Figure.of(
            "judge", name, "normalisedMutualInformation", scores.normalisedMutualInformation()),
        Figure.of("judge", name, "compression", scores.compression()).atLeast(.98));
  }

  private static IncidentAlert alert(JsonNode node) {
    var at = Instant.ofEpochMilli(node.path("ts_ms").asLong());
    var signal = node.path("signal").asString();
    var name =
        String.join(" ", signal, node.path("state").asString(), node.path("caller").asString(""));
    return new IncidentAlert(
        AlertId.of("bench", node.path("id").asString(), at),
        entity(node.path("entity").asString()),
        name,
        Severity.WARNING,
        signal,
        at);
  }

  private static Topology topology(Path data) throws IOException {
    List<Entity> entities = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    for (var line : DataSetFile.of(data.resolve("topology.csv"))) {
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
      case "instance_of" -> Relation.Kind.PART_OF;
      case "data_flow" -> Relation.Kind.STORES_IN;
      default -> Relation.Kind.CALLS;
    };
  }

  private static EntityId entity(String name) {
    return EntityId.service(ENVIRONMENT, name.toLowerCase(Locale.ROOT));
  }
}
