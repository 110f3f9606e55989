package io.countersign.server.ticketing;

import io.countersign.connectors.settings.Nearest;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.transport.YamlLines;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.server.config.StartRefusedException;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.intake.SourceShortcomings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The check of the fields that rules name against those that there are. A system that can't be
 * asked is told of by the doctor as unchecked, and asked again.
 */
final class TicketFieldCheck {
  /** So many letters of a value may be wrong for the nearest to be meant. */
  private static final int FAR = 3;

  private final TicketRules rules;
  private final SourceShortcomings shortcomings;
  private final String file;

  /**
   * @param file the configuration's, for the problems
   */
  TicketFieldCheck(TicketRules rules, SourceShortcomings shortcomings, String file) {
    this.rules = rules;
    this.shortcomings = shortcomings;
    this.file = file;
  }

  /**
   * At the start, when a slip is still somebody's at the keyboard.
   *
   * @throws StartRefusedException with every field that isn't there, its place and the nearest name
   */
  void atStart() throws StartRefusedException {
    var problems = problems();
    if (!problems.isEmpty()) {
      var lines = lines();
      throw new StartRefusedException(problems.stream().map(it -> it + line(lines, it)).toList());
    }
  }

  /** None where the file can't be read any more. */
  private YamlLines lines() {
    try {
      return YamlLines.of(file.isEmpty() ? "" : Files.readString(Path.of(file)));
    } catch (IOException _) {
      return YamlLines.of("");
    }
  }

  private String line(YamlLines lines, String problem) {
    int begin = file.isEmpty() ? 0 : file.length() + 1;
    var pointer = problem.substring(begin, problem.indexOf(": ", begin));
    return lines.at(pointer).map(it -> " (line " + it + ")").orElse("");
  }

  /** Later: what isn't there any more is the doctor's to tell. */
  void again() {
    var _ = problems();
  }

  private List<String> problems() {
    var problems = new ArrayList<String>();
    int number = 0;
    for (var rule : rules.all()) {
      var at = (file.isEmpty() ? "" : file + " ") + "/tickets/" + number++;
      rules
          .connection(rule.connection())
          .ifPresentOrElse(
              it -> problems.addAll(problems(at, rule, it)),
              () ->
                  problems.add(
                      at
                          + "/connection: '"
                          + rule.connection()
                          + "' is no ticketing connection"
                          + Nearest.hint(rule.connection(), rules.connected())));
    }
    return problems;
  }

  private List<String> problems(String at, TicketRule rule, Ticketing ticketing) {
    var problems = new ArrayList<>(misplaced(at, rule, ticketing.places(rule.kind())));
    problems.addAll(unknown(at, rule, ticketing));
    return problems;
  }

  private static List<String> misplaced(
      String at, TicketRule rule, Map<String, List<String>> places) {
    var found = new ArrayList<String>();
    for (var place : new TreeMap<>(rule.place()).entrySet()) {
      var values = places.get(place.getKey());
      if (values == null || !(values.isEmpty() || values.contains(place.getValue()))) {
        found.add(
            "%s/%s: %s takes %s"
                .formatted(
                    at,
                    place.getKey().equals(TicketDraft.GROUP) ? "assignmentGroup" : place.getKey(),
                    rule.connection(),
                    values == null
                        ? "no such place of the kind " + rule.kind()
                        : "one of " + values));
      }
    }
    return found;
  }

  private List<String> unknown(String at, TicketRule rule, Ticketing ticketing) {
    var question = "the fields of " + rule.kind();
    return switch (ticketing.fields(rule.kind())) {
      case Outcome.Failed<Map<String, List<String>>> failed -> {
        shortcomings.answered(rule.connection(), question, "unchecked, " + failed.code());
        yield List.of();
      }
      case Outcome.Ok<Map<String, List<String>>>(var there) -> {
        var found = new ArrayList<>(unknown(at, rule, there.keySet()));
        found.addAll(impossible(at, rule, there));
        shortcomings.answered(rule.connection(), question, String.join("; ", found));
        yield found;
      }
    };
  }

  private static List<String> unknown(String at, TicketRule rule, Set<String> there) {
    var known = new HashSet<>(there);
    known.addAll(List.of(FieldRule.STATE, "project", "issuetype")); // where it's opened
    var found = new ArrayList<String>();
    for (int i = 0; i < rule.fields().size(); i++) {
      check(at + "/map/" + i + "/remote", rule.fields().get(i).remote(), rule, known, found);
    }
    rule.fixed().keySet().stream()
        .sorted()
        .forEach(it -> check(at + "/fields/" + it, it, rule, known, found));
    return found;
  }

  /** Values that the system doesn't take, as far as it tells which it does. */
  private static List<String> impossible(
      String at, TicketRule rule, Map<String, List<String>> there) {
    var found = new ArrayList<String>();
    for (int i = 0; i < rule.fields().size(); i++) {
      var mapping = rule.fields().get(i);
      var taken = there.getOrDefault(mapping.remote(), List.of());
      if (taken.isEmpty() || mapping.remote().equals(FieldRule.STATE)) {
        continue;
      }
      var place = at + "/map/" + i + "/transform";
      mapping.values().entrySet().stream()
          .filter(it -> !areTaken(it.getValue(), taken))
          .sorted(Map.Entry.comparingByKey())
          .forEach(it -> found.add(impossible(place + "/" + it.getKey(), it.getValue(), taken)));
      boolean raw = mapping.values().isEmpty() && !mapping.words().isEmpty();
      if (raw && mapping.words().stream().noneMatch(taken::contains)) {
        found.add(
            "%s: is missing: %s takes none of our words for %s, but one of %s"
                .formatted(place, mapping.remote(), mapping.rule().field(), taken));
      }
    }
    return found;
  }

  /** Of a field of several values, each; none at all empties one. */
  private static boolean areTaken(String values, List<String> taken) {
    return values.isEmpty()
        || taken.contains(values)
        || Arrays.stream(values.split("\\s*,\\s*", -1)).allMatch(taken::contains);
  }

  private static String impossible(String at, String value, List<String> taken) {
    var near = Nearest.among(value, taken, FAR).map(it -> "; did you mean '" + it + "'?");
    return "%s: '%s' isn't taken there%s; one of %s".formatted(at, value, near.orElse(""), taken);
  }

  private static void check(
      String at, String field, TicketRule rule, Set<String> known, List<String> found) {
    if (!known.contains(field)) {
      found.add(
          "%s: '%s' is no field of the kind %s in %s%s"
              .formatted(at, field, rule.kind(), rule.connection(), Nearest.hint(field, known)));
    }
  }
}
