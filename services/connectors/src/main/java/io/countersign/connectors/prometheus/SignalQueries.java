package io.countersign.connectors.prometheus;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.template.TextTemplate;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The queries of the golden signals, for each kind of entity.
 *
 * @param byKind kind of entity to signal to template over {@code ${kind}}, {@code ${name}} and
 *     {@code ${environment}}
 */
public record SignalQueries(Map<String, Map<Signal, String>> byKind) {
  private static final Set<String> KNOWN = Set.of("kind", "name", "environment");

  public SignalQueries {
    byKind = Map.copyOf(byKind);
  }

  static SignalQueries read(SettingsReader settings) {
    var byKind = new LinkedHashMap<String, Map<Signal, String>>();
    settings.objects("signals").forEach((kind, queries) -> byKind.put(kind, signals(queries)));
    return new SignalQueries(byKind);
  }

  /** The signals that can be asked for, about entities of a kind. */
  public Set<Signal> signals(String kind) {
    return Set.copyOf(byKind.getOrDefault(kind, Map.of()).keySet());
  }

  /** The query for one signal of one entity; empty where none is configured. */
  public Optional<String> query(EntityId entity, Signal signal) {
    var values =
        Map.of(
            "kind", quoted(entity.kind()),
            "name", quoted(entity.name()),
            "environment", quoted(entity.environment()));
    return Optional.ofNullable(byKind.getOrDefault(entity.kind(), Map.of()).get(signal))
        .map(template -> TextTemplate.parse(template).fill(values));
  }

  private static Map<Signal, String> signals(SettingsReader queries) {
    var found = new EnumMap<Signal, String>(Signal.class);
    for (var word : queries.keys()) {
      var signal = EnumNames.find(Signal.class, word);
      if (signal == null) {
        queries.has(word);
        queries.problem(word, "must be one of " + EnumNames.all(Signal.class));
      } else if (understood(queries, word)) {
        found.put(signal, queries.text(word));
      }
    }
    return found;
  }

  private static boolean understood(SettingsReader queries, String word) {
    var template = queries.parsed(word, TextTemplate::parse);
    if (template == null || KNOWN.containsAll(template.references())) {
      return template != null;
    }
    queries.problem(word, "may refer to ${kind}, ${name} and ${environment} only");
    return false;
  }

  /** As it may stand within a PromQL text. */
  private static String quoted(String part) {
    return part.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\'");
  }
}
