package io.countersign.ledger.remediation.replay;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.ledger.codec.InstantText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was looked at as it is written: the canonical text has its members in one order,
 * without blanks, so that a million are read in a second. What is laid out otherwise, as where a
 * text holds an escape, isn't read here.
 */
final class PolicyInputText {
  private static final int DIGITS = 9;

  private final String text;
  private int at = 1;
  private boolean expected;

  private PolicyInputText(String text) {
    this.text = text;
    this.expected = text.startsWith("{");
  }

  /** Empty where it isn't laid out as expected. */
  static Optional<PolicyInput> read(String text) {
    var reader = new PolicyInputText(text);
    var input = reader.input();
    reader.end();
    return reader.expected && reader.at == text.length() ? Optional.of(input) : Optional.empty();
  }

  private PolicyInput input() {
    var actor = actor();
    var history = history();
    var incident = incident();
    var now = instant("now");
    var others = isNext("others") ? others() : null;
    var plan = plan();
    name("target");
    var target = target();
    return new PolicyInput(plan, actor, target, incident, window(), history, now, others);
  }

  private PolicyInput.Actor actor() {
    begin("actor");
    var actor = new PolicyInput.Actor(string("id"), string("kind"));
    end();
    return actor;
  }

  private PolicyInput.History history() {
    begin("history");
    int actions = integer("actionsLastHour");
    int atLeast = integer("atLeastPerMille");
    int failures = integer("failures");
    Instant lastUsed = isNext("lastUsed") ? instant("lastUsed") : null;
    Boolean promoted = flagOrNull("promoted");
    int successes = integer("successes");
    end();
    return new PolicyInput.History(successes, failures, atLeast, lastUsed, actions, promoted);
  }

  private PolicyInput.IncidentFacts incident() {
    begin("incident");
    int alerts = integer("alerts");
    var id = string("id");
    int others = integer("others");
    var severity = string("severity");
    end();
    return new PolicyInput.IncidentFacts(id, severity, alerts, others);
  }

  private PolicyInput.PlanFacts plan() {
    begin("plan");
    var action = string("action");
    int affected = integer("affected");
    var environment = string("environment");
    boolean reversible = Boolean.TRUE.equals(flagOrNull("reversible"));
    int risk = integer("risk");
    var runbook = string("runbook");
    int steps = integer("steps");
    int targets = integer("targets");
    int tier = integer("tier");
    end();
    return new PolicyInput.PlanFacts(
        action, runbook, risk, steps, targets, affected, environment, tier, reversible);
  }

  private List<PolicyInput.Target> others() {
    return list("others", this::target);
  }

  private PolicyInput.Target target() {
    symbol('{');
    int approvers = integer("approvers");
    var environment = string("environment");
    var groups = list("groups", this::string);
    Boolean halted = flagOrNull("halted");
    Integer minutes = isNext("incidentMinutes") ? integer("incidentMinutes") : null;
    var kind = string("kind");
    var name = string("name");
    var team = string("team");
    int tier = integer("tier");
    end();
    return new PolicyInput.Target(
        name, kind, environment, tier, team, approvers, groups, halted, minutes);
  }

  private PolicyInput.Window window() {
    begin("window");
    var name = string("name");
    int left = integer("secondsLeft");
    var state = string("state");
    end();
    return new PolicyInput.Window(state, name, left);
  }

  private void begin(String member) {
    name(member);
    symbol('{');
  }

  private void end() {
    symbol('}');
  }

  private String string(String member) {
    name(member);
    return string();
  }

  private <T> List<T> list(String member, Supplier<T> next) {
    name(member);
    symbol('[');
    var all = new ArrayList<T>();
    while (expected && !text.startsWith("]", at)) {
      if (!all.isEmpty()) {
        symbol(',');
      }
      all.add(next.get());
    }
    symbol(']');
    return all;
  }

  private Instant instant(String member) {
    var written = string(member);
    return expected ? InstantText.parse(written) : Instant.EPOCH;
  }

  private int integer(String member) {
    name(member);
    int from = at;
    int value = 0;
    for (; at < text.length() && Character.digit(text.charAt(at), 10) >= 0; at++) {
      value = value * 10 + Character.digit(text.charAt(at), 10);
    }
    expected &= at > from && at <= from + DIGITS;
    return value;
  }

  private @Nullable Boolean flagOrNull(String member) {
    if (!isNext(member)) {
      return null;
    }
    name(member);
    boolean value = text.startsWith("true", at);
    expected &= value || text.startsWith("false", at);
    at += value ? "true".length() : "false".length();
    return value;
  }

  private String string() {
    symbol('"');
    int end = text.indexOf('"', at);
    expected &= end >= at;
    if (!expected) {
      return "";
    }
    var value = text.substring(at, end);
    expected = value.indexOf('\\') < 0;
    at = end + 1;
    return value;
  }

  /** Goes behind a member's name and its colon. */
  private void name(String member) {
    expected &= isNext(member);
    at = quote() + member.length() + 3;
  }

  private boolean isNext(String member) {
    int from = quote() + 1;
    return text.startsWith("\"", from - 1)
        && text.startsWith(member, from)
        && text.startsWith("\":", from + member.length());
  }

  /** The place of the next member's opening quote. */
  private int quote() {
    return text.startsWith(",", at) ? at + 1 : at;
  }

  private void symbol(char wanted) {
    expected &= at < text.length() && text.charAt(at) == wanted;
    at++;
  }
}
