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
record SignalQueries(Map<String, Map<Signal, TextTemplate>> byKind) {
  private static final Set<String> KNOWN = Set.of("kind", "name", "environment");

  SignalQueries {
    byKind = Map.copyOf(byKind);
  }

  static SignalQueries read(SettingsReader settings) {
    var byKind = new LinkedHashMap<String, Map<Signal, TextTemplate>>();
    settings
        .objects("signals", "KIND")
        .forEach((kind, queries) -> byKind.put(kind, signals(queries)));
    return new SignalQueries(byKind);
  }

  /** The query for one signal of one entity; empty where none is configured. */
  Optional<String> query(EntityId entity, Signal signal) {
    var values =
        Map.of(
            "kind", quoted(entity.kind()),
            "name", quoted(entity.name()),
            "environment", quoted(entity.environment()));
    return Optional.ofNullable(byKind.getOrDefault(entity.kind(), Map.of()).get(signal))
        .map(template -> template.fill(values));
  }

  private static Map<Signal, TextTemplate> signals(SettingsReader queries) {
    var found = new EnumMap<Signal, TextTemplate>(Signal.class);
    queries
        .all(
            "SIGNAL",
            TextTemplate.FORM,
            "query of one series, over ${kind}, ${name} and ${environment}")
        .forEach(
            (word, template) -> {
              var signal = EnumNames.find(Signal.class, word);
              if (signal == null) {
                queries.problem(word, "must be one of " + EnumNames.all(Signal.class));
              } else if (!KNOWN.containsAll(template.references())) {
                queries.problem(word, "may refer to ${kind}, ${name} and ${environment} only");
              } else {
                found.put(signal, template);
              }
            });
    return found;
  }

  /** As it may stand within a PromQL text. */
  private static String quoted(String part) {
    return part.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\'");
  }
}
