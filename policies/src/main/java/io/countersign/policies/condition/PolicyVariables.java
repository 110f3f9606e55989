package io.countersign.policies.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.countersign.domain.policy.PolicyInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The variables that conditions may speak of: their types, and their values in an input. */
final class PolicyVariables {
  /** The environments that a condition names are compared with these. */
  static final Set<String> ENVIRONMENTS = Set.of("plan.environment", "target.environment");

  /** What stands for never: long before anything. */
  private static final Instant NEVER = Instant.EPOCH;

  /** One of them. */
  private record Variable(CelType type, Function<PolicyInput, Object> value) {}

  private static final Map<String, Variable> ALL = all();

  private PolicyVariables() {}

  /** Each name with its type, such as {@code plan.risk}. */
  static Map<String, CelType> types() {
    var types = new LinkedHashMap<String, CelType>();
    ALL.forEach((name, variable) -> types.put(name, variable.type()));
    return types;
  }

  static boolean known(String name) {
    return ALL.containsKey(name);
  }

  /**
   * An integer, a text, yes or no, a list of texts or an instant.
   *
   * @throws IllegalArgumentException when there's no such variable
   */
  static Object value(String name, PolicyInput input) {
    var variable = ALL.get(name);
    if (variable == null) {
      throw new IllegalArgumentException("no variable is called " + name);
    }
    return variable.value().apply(input);
  }

  /** What there is besides {@code now}: {@code plan}, {@code target}, ... */
  static Set<String> records() {
    return ALL.keySet().stream()
        .filter(name -> name.contains("."))
        .map(name -> name.substring(0, name.indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The fields of one of the records, sorted. */
  static List<String> fields(String record) {
    var fields = new ArrayList<String>();
    for (var name : ALL.keySet()) {
      if (name.startsWith(record + ".")) {
        fields.add(name.substring(record.length() + 1));
      }
    }
    return fields.stream().sorted().toList();
  }

  private static Map<String, Variable> all() {
    var all = new LinkedHashMap<String, Variable>();
    text(all, "plan.action", it -> it.plan().action());
    text(all, "plan.runbook", it -> it.plan().runbook());
    integer(all, "plan.risk", it -> it.plan().risk());
    integer(all, "plan.steps", it -> it.plan().steps());
    integer(all, "plan.targets", it -> it.plan().targets());
    integer(all, "plan.affected", it -> it.plan().affected());
    text(all, "plan.environment", it -> it.plan().environment());
    integer(all, "plan.tier", it -> it.plan().tier());
    put(all, "plan.reversible", SimpleType.BOOL, it -> it.plan().reversible());
    text(all, "actor.id", it -> it.actor().id());
    text(all, "actor.kind", it -> it.actor().kind());
    text(all, "target.name", it -> it.target().name());
    text(all, "target.kind", it -> it.target().kind());
    text(all, "target.environment", it -> it.target().environment());
    integer(all, "target.tier", it -> it.target().tier());
    text(all, "target.team", it -> it.target().team());
    integer(all, "target.approvers", it -> it.target().approvers());
    put(all, "target.groups", ListType.create(SimpleType.STRING), it -> it.target().groups());
    put(all, "target.halted", SimpleType.BOOL, it -> Boolean.TRUE.equals(it.target().halted()));
    integer(all, "target.incidentMinutes", PolicyVariables::incidentMinutes);
    text(all, "incident.id", it -> it.incident().id());
    text(all, "incident.severity", it -> it.incident().severity());
    integer(all, "incident.alerts", it -> it.incident().alerts());
    integer(all, "incident.others", it -> it.incident().others());
    text(all, "window.state", it -> it.window().state());
    text(all, "window.name", it -> it.window().name());
    integer(all, "window.secondsLeft", it -> it.window().secondsLeft());
    integer(all, "history.successes", it -> it.history().successes());
    integer(all, "history.failures", it -> it.history().failures());
    integer(all, "history.atLeastPerMille", it -> it.history().atLeastPerMille());
    put(all, "history.lastUsed", SimpleType.TIMESTAMP, PolicyVariables::lastUsed);
    integer(all, "history.actionsLastHour", it -> it.history().actionsLastHour());
    put(
        all,
        "history.promoted",
        SimpleType.BOOL,
        it -> Boolean.TRUE.equals(it.history().promoted()));
    put(all, "now", SimpleType.TIMESTAMP, PolicyInput::now);
    return all;
  }

  /** What isn't known has used up whatever there is. */
  private static int incidentMinutes(PolicyInput input) {
    var minutes = input.target().incidentMinutes();
    return minutes == null ? Integer.MAX_VALUE : minutes;
  }

  private static Instant lastUsed(PolicyInput input) {
    var last = input.history().lastUsed();
    return last == null ? NEVER : last;
  }

  private static void text(
      Map<String, Variable> all, String name, Function<PolicyInput, String> value) {
    put(all, name, SimpleType.STRING, value::apply);
  }

  private static void integer(
      Map<String, Variable> all, String name, Function<PolicyInput, Integer> value) {
    put(all, name, SimpleType.INT, it -> value.apply(it).longValue());
  }

  private static void put(
      Map<String, Variable> all, String name, CelType type, Function<PolicyInput, Object> value) {
    all.put(name, new Variable(type, value));
  }
}
