package io.countersign.cli.policy;

import io.countersign.cli.api.JsonAnswers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The answers to a replay, which comes in parts, as one: all flips are in its parts' lists. */
final class ReplayAnswers {
  /** More than anybody looks through. */
  private static final int MOST_LISTED = 10_000;

  private static final List<String> ADDED =
      List.of("decisions", "notReplayable", "flipped", "otherRules", "newlyAllowed", "engineDrift");

  private final Map<String, Object> answer = new TreeMap<>();
  private final List<JsonNode> flips = new ArrayList<>();
  private final Set<String> incidents = new HashSet<>();
  private final Set<String> approvals = new HashSet<>();
  private final Set<String> refusedExecutions = new HashSet<>();
  private final Set<String> risks = new HashSet<>();
  private int newlyAllowed;

  void add(JsonNode part) {
    List.of("digest", "through", "end").forEach(it -> answer.put(it, part.path(it)));
    ADDED.forEach(it -> answer.put(it, part.path(it).asInt() + (int) answer.getOrDefault(it, 0)));
    part.path("flips").forEach(this::flip);
  }

  private void flip(JsonNode flip) {
    note(incidents, flip, "/incident", !JsonAnswers.at(flip, "/incident").isEmpty());
    note(approvals, flip, "/remediation", flip.path("asksPeople").asBoolean());
    note(refusedExecutions, flip, "/remediation", flip.path("executed").asBoolean());
    note(risks, flip, "/risk", flip.path("newlyAllowed").asBoolean());
    newlyAllowed += flip.path("newlyAllowed").asBoolean() ? 1 : 0;
    if (flips.size() < MOST_LISTED) {
      flips.add(flip);
    }
  }

  private static void note(Set<String> among, JsonNode flip, String pointer, boolean counts) {
    if (counts) {
      among.add(JsonAnswers.at(flip, pointer));
    }
  }

  /** Of all that would ask for less, also of what is too much to be listed. */
  Set<String> risksNewlyAllowed() {
    return Set.copyOf(risks);
  }

  /** Whether more would ask for less than the parts list: what isn't listed may be of any risk. */
  boolean isCut() {
    return newlyAllowed < (int) answer.getOrDefault("newlyAllowed", 0);
  }

  /** As one. */
  JsonNode whole() {
    answer.put("incidents", incidents.size());
    answer.put("approvals", approvals.size());
    answer.put("refusedExecutions", refusedExecutions.size());
    answer.put("flips", flips);
    return JsonAnswers.tree(answer);
  }
}
