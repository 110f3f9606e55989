package io.countersign.demo.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts that wait, fire and have ended: one state for each rule and service. */
final class StandInAlerts {
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final String environment;
  private final Map<String, State> states = new LinkedHashMap<>();

  private static final class State {
    final AlertRule rule;
    final String service;
    Optional<Instant> since = Optional.empty();
    Optional<Instant> firing = Optional.empty();
    Optional<Instant> ended = Optional.empty();

    State(AlertRule rule, String service) {
      this.rule = rule;
      this.service = service;
    }

    boolean notable() {
      return firing.isPresent();
    }
  }

  StandInAlerts(String environment) {
    this.environment = environment;
  }

  /** Looks at the newest values; whether an alert began or ended by that. */
  synchronized boolean evaluate(Instant now, Map<String, RecordingRules> recordings) {
    boolean changed = false;
    for (var rule : AlertRule.ALL) {
      for (var service : recordings.entrySet()) {
        var state =
            states.computeIfAbsent(
                rule.name() + " " + service.getKey(), _ -> new State(rule, service.getKey()));
        var value = service.getValue().at(rule.series(), now);
        changed |= move(state, now, value.filter(rule.condition()::test).isPresent());
      }
    }
    return changed;
  }

  private static boolean move(State state, Instant now, boolean holds) {
    if (!holds) {
      state.since = Optional.empty();
      boolean ends = state.firing.isPresent() && state.ended.isEmpty();
      state.ended = ends ? Optional.of(now) : state.ended;
      return ends;
    }
    var since = state.since.orElse(now);
    state.since = Optional.of(since);
    boolean fires = state.firing.isEmpty() || state.ended.isPresent();
    if (!fires || since.plus(state.rule.lasting()).isAfter(now)) {
      return false;
    }
    state.firing = Optional.of(now);
    state.ended = Optional.empty();
    return true;
  }

  synchronized boolean any() {
    return states.values().stream().anyMatch(State::notable);
  }

  /** The group as Alertmanager posts it, version 4. */
  synchronized Map<String, Object> payload() {
    var alerts = new ArrayList<Map<String, Object>>();
    states.values().stream().filter(State::notable).map(this::alert).forEach(alerts::add);
    boolean fires = alerts.stream().anyMatch(alert -> "firing".equals(alert.get("status")));
    var group = Map.of("environment", environment);
    var payload = new LinkedHashMap<String, Object>();
    payload.put("version", "4");
    payload.put("groupKey", "{}:{environment=\"" + environment + "\"}");
    payload.put("truncatedAlerts", 0);
    payload.put("status", fires ? "firing" : "resolved");
    payload.put("receiver", "countersign");
    payload.put("groupLabels", group);
    payload.put("commonLabels", group);
    payload.put("commonAnnotations", Map.of());
    payload.put("externalURL", "http://127.0.0.1/stand-in");
    payload.put("alerts", List.copyOf(alerts));
    return payload;
  }

  private Map<String, Object> alert(State state) {
    var labels =
        Map.of(
            "alertname",
            state.rule.name(),
            "service",
            state.service,
            "environment",
            environment,
            "severity",
            "critical",
            "signal",
            state.rule.signal());
    var alert = new LinkedHashMap<String, Object>();
    alert.put("status", state.ended.isPresent() ? "resolved" : "firing");
    alert.put("labels", labels);
    alert.put("annotations", Map.of("summary", state.service + state.rule.summary()));
    alert.put("startsAt", state.firing.map(Instant::toString).orElse(NEVER));
    alert.put("endsAt", state.ended.map(Instant::toString).orElse(NEVER));
    alert.put("generatorURL", "http://127.0.0.1/stand-in/" + state.rule.name());
    var identity = (state.rule.name() + " " + state.service).hashCode();
    alert.put("fingerprint", HexFormat.of().toHexDigits((long) identity));
    return alert;
  }
}
