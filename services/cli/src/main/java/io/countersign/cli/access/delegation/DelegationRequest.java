package io.countersign.cli.access.delegation;

import io.countersign.cli.command.MisuseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options for how long, and over what, somebody else decides. */
final class DelegationRequest {
  private static final Map<String, String> PARTS =
      Map.of(
          "team", "team",
          "environment", "environment",
          "service", "service",
          "action", "actionClass");

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      required = true,
      description = "When it ends: 2026-03-01T08:00:00Z; within 30 days.")
  private String until = "";

  @Option(
      names = "--scope",
      paramLabel = "PART=NAME",
      description = "Only there: team=, environment=, service= or action=; repeatable.")
  private List<String> scope = new ArrayList<>();

  /** As the API takes it. */
  Map<String, Object> body(String to, boolean outOfOffice) {
    var body = new TreeMap<String, Object>(Map.of("to", to, "outOfOffice", outOfOffice));
    body.put("until", instant(until));
    scope.forEach(it -> add(it, body));
    return body;
  }

  private static void add(String given, Map<String, Object> body) {
    int at = given.indexOf('=');
    var part = at < 0 ? null : PARTS.get(given.substring(0, at));
    if (part == null || at == given.length() - 1) {
      throw new MisuseException(
          "--scope " + given + ": write team=, environment=, service= or action= and a name.");
    }
    body.put(part, given.substring(at + 1));
  }

  private static String instant(String text) {
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeException _) {
      throw new MisuseException("--until " + text + ": write 2026-03-01T08:00:00Z.");
    }
  }
}
