package io.countersign.bench.judge;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Evidence.LogSignature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The warnings and errors of one incident, by kind. */
final class RootCauseBenchLogs {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> ERRORS = Set.of("WARN", "ERROR", "FATAL");

  private record Kind(EntityId entity, String signature) {}

  private RootCauseBenchLogs() {}

  static List<LogSignature> read(Path file, Instant windowFrom) throws IOException {
    Map<Kind, List<JsonNode>> kinds = new LinkedHashMap<>();
    for (var line : DataSetFile.of(file)) {
      var node = JSON.readTree(line);
      if (ERRORS.contains(node.path("severity_text").asString())) {
        var entity = RootCauseBenchScenario.entity(node.path("service").asString());
        var signature = node.path("msg").asString().replaceAll("[0-9]+", "<n>");
        kinds.computeIfAbsent(new Kind(entity, signature), _ -> new ArrayList<>()).add(node);
      }
    }
    return kinds.entrySet().stream()
        .map(it -> signature(it.getKey(), it.getValue(), windowFrom))
        .toList();
  }

  private static LogSignature signature(Kind kind, List<JsonNode> lines, Instant windowFrom) {
    var times = lines.stream().map(RootCauseBenchLogs::at).sorted().toList();
    var within = times.stream().filter(it -> !it.isBefore(windowFrom)).toList();
    return new LogSignature(
        kind.entity(),
        kind.signature(),
        times.size() - within.size(),
        within.size(),
        within.isEmpty() ? times.getFirst() : within.getFirst(),
        times.getLast(),
        example(lines.getFirst()),
        "logs");
  }

  /** The line and what it says beside its message, but for who said it when. */
  private static String example(JsonNode line) {
    var text = new StringBuilder(line.path("msg").asString());
    var about = Set.of("msg", "timestamp", "service", "severity_text", "trace_id");
    line.properties().stream()
        .filter(it -> !about.contains(it.getKey()))
        .forEach(it -> text.append(' ').append(it.getValue().asString()));
    return text.toString();
  }

  private static Instant at(JsonNode line) {
    return Instant.parse(line.path("timestamp").asString());
  }
}
