package io.countersign.demo.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * A rule that says when an alert fires: what {@code rules.yml} says, for the stand-in.
 *
 * @param lasting how long the condition must hold
 * @param summary after the service's name
 */
record AlertRule(
    String name,
    String series,
    DoublePredicate condition,
    Duration lasting,
    String signal,
    String summary) {
  static final List<AlertRule> ALL =
      List.of(
          new AlertRule(
              "HighErrorRate",
              RecordingRules.ERRORS,
              ratio -> ratio > 0.2,
              Duration.ofSeconds(2),
              "errors",
              " fails more than 20% of its requests"),
          new AlertRule(
              "TargetDown",
              RecordingRules.UP,
              up -> up == 0,
              Duration.ofSeconds(3),
              "up",
              " cannot be reached"));
}
