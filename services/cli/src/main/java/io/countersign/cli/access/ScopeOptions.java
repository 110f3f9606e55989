package io.countersign.cli.access;

import java.util.Map;
import picocli.CommandLine.Option;

/** The options that bound something to a part; what isn't named bounds nothing. */
public final class ScopeOptions {
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

  private static void put(Map<String, Object> body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }
}
