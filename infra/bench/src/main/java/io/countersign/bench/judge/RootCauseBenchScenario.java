package io.countersign.bench.judge;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Evidence.FailedTrace;
import io.countersign.domain.diagnosis.Evidence.Hop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One incident of {@code rootcausebench} as evidence. Who calls whom is told by its traces alone.
 *
 * @param alert the page
 * @param spans of the traces
 */
record RootCauseBenchScenario(JsonNode alert, List<JsonNode> spans, Path folder) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static RootCauseBenchScenario read(Path folder) throws IOException {
    List<JsonNode> spans = new ArrayList<>();
    tree(folder.resolve("traces.json")).forEach(spans::add);
    return new RootCauseBenchScenario(tree(folder.resolve("alert.json")), spans, folder);
  }

  static JsonNode tree(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }

  static EntityId entity(String service) {
    return EntityId.service("bench", service);
  }

  Evidence evidence() throws IOException {
    var metrics = RootCauseBenchMetrics.read(folder.resolve("metrics.csv"));
    var changes = RootCauseBenchChanges.read(folder.resolve("context"));
    var logs = RootCauseBenchLogs.read(folder.resolve("logs.ndjson"), metrics.windowFrom());
    var entities = new LinkedHashSet<EntityId>();
    spans.forEach(it -> entities.add(entity(it.path("service").asString())));
    metrics.series().forEach(it -> entities.add(it.entity()));
    logs.forEach(it -> entities.add(it.entity()));
    return new Evidence(
        List.of(page()),
        new Topology(
            entities.stream().map(it -> new Entity(it, "bench", 2, false)).toList(), calls()),
        metrics.series(),
        changes,
        logs,
        failed(),
        List.of(),
        List.of(),
        List.of(),
        metrics.end());
  }

  private IncidentAlert page() {
    var at = Instant.parse(alert.path("fired_at").asString());
    var service = alert.path("service").asString();
    var metric = alert.path("metric").asString();
    var id = AlertId.of("bench", service + metric, at);
    return new IncidentAlert(id, entity(service), metric, Severity.CRITICAL, metric, at);
  }

  private List<Relation> calls() {
    Map<String, String> services = new HashMap<>();
    spans.forEach(it -> services.put(it.path("span_id").asString(), it.path("service").asString()));
    Set<Relation> calls = new LinkedHashSet<>();
    for (var span : spans) {
      var caller = services.get(span.path("parent_id").asString());
      var callee = span.path("service").asString();
      if (caller != null && !caller.equals(callee)) {
        calls.add(new Relation(Relation.Kind.CALLS, entity(caller), entity(callee)));
      }
    }
    return List.copyOf(calls);
  }

  private List<FailedTrace> failed() {
    Map<String, List<Hop>> hops = new LinkedHashMap<>();
    spans.stream()
        .sorted(Comparator.comparing(it -> it.path("start").asString()))
        .filter(it -> it.path("status").asString().equals("ERROR"))
        .forEach(
            it ->
                hops.computeIfAbsent(it.path("trace_id").asString(), _ -> new ArrayList<>())
                    .add(
                        new Hop(
                            entity(it.path("service").asString()),
                            Instant.parse(it.path("start").asString()),
                            true)));
    return hops.entrySet().stream()
        .map(it -> new FailedTrace(it.getKey(), it.getValue(), "traces"))
        .toList();
  }
}
