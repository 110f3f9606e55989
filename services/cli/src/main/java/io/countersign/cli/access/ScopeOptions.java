package io.countersign.cli.access;

import io.countersign.cli.api.JsonAnswers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options that bound something to a part; what isn't named bounds nothing. */
public final class ScopeOptions {
  private static final List<String> PARTS = List.of("team", "environment", "service", "action");

  @Option(names = "--team", paramLabel = "TEAM", description = "What this team answers for.")
  private String team = "";

  @Option(names = "--environment", paramLabel = "NAME", description = "In this environment.")
  private String environment = "";

  @Option(names = "--service", paramLabel = "NAME", description = "This service.")
  private String service = "";

  @Option(names = "--action", paramLabel = "CLASS", description = "Actions of this class.")
  private String action = "";

  /** Adds those that are named. */
  public void addTo(Map<String, Object> body) {
    put(body, "team", team);
    put(body, "environment", environment);
    put(body, "service", service);
    put(body, "action", action);
  }

  /** Those that are named, as they are typed. */
  String inWords() {
    var named = new TreeMap<String, Object>();
    addTo(named);
    return inWords(JsonAnswers.tree(named));
  }

  /** The same of what an answer tells. */
  static String inWords(JsonNode bounds) {
    return PARTS.stream()
        .filter(it -> !JsonAnswers.at(bounds, "/" + it).isEmpty())
        .map(it -> " --" + it + " " + JsonAnswers.at(bounds, "/" + it))
        .collect(Collectors.joining());
  }

  private static void put(Map<String, Object> body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }
}
