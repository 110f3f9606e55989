package io.countersign.domain.policy;

import io.countersign.domain.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The digest of what policy looked at. */
final class PolicyInputDigest {
  private PolicyInputDigest() {}

  static Digest of(PolicyInput input) {
    var json = new TreeMap<String, Object>();
    json.put("t", "countersign-policy-input/1");
    json.put("plan", plan(input.plan()));
    json.put("actor", Map.of("id", input.actor().id(), "kind", input.actor().kind()));
    json.put("target", target(input.target()));
    json.put("incident", incident(input.incident()));
    json.put("window", window(input.window()));
    json.put("history", history(input.history()));
    json.put("now", input.now().toString());
    var others = input.others();
    put(json, "others", others == null ? null : others.stream().map(it -> target(it)).toList());
    return Digest.ofJson(json);
  }

  private static Map<String, Object> plan(PolicyInput.PlanFacts it) {
    return Map.of(
        "action", it.action(),
        "runbook", it.runbook(),
        "risk", it.risk(),
        "steps", it.steps(),
        "targets", it.targets(),
        "affected", it.affected(),
        "environment", it.environment(),
        "tier", it.tier(),
        "reversible", it.reversible());
  }

  private static Map<String, Object> target(PolicyInput.Target it) {
    var json = new HashMap<String, Object>();
    json.put("name", it.name());
    json.put("kind", it.kind());
    json.put("environment", it.environment());
    json.put("tier", it.tier());
    json.put("team", it.team());
    json.put("approvers", it.approvers());
    json.put("groups", it.groups());
    put(json, "halted", it.halted());
    put(json, "incidentMinutes", it.incidentMinutes());
    return json;
  }

  private static Map<String, Object> incident(PolicyInput.IncidentFacts it) {
    return Map.of(
        "id", it.id(), "severity", it.severity(), "alerts", it.alerts(), "others", it.others());
  }

  private static Map<String, Object> window(PolicyInput.Window it) {
    return Map.of("state", it.state(), "name", it.name(), "secondsLeft", it.secondsLeft());
  }

  private static Map<String, Object> history(PolicyInput.History it) {
    var json = new HashMap<String, Object>();
    json.put("successes", it.successes());
    json.put("failures", it.failures());
    json.put("atLeastPerMille", it.atLeastPerMille());
    json.put("lastUsed", text(it.lastUsed()));
    json.put("actionsLastHour", it.actionsLastHour());
    put(json, "promoted", it.promoted());
    return json;
  }

  /** What wasn't looked at yet changes no digest of then. */
  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static String text(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }
}
