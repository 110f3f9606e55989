package io.countersign.reports.drift;

import io.countersign.reports.change.StepSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps that were carried out, to be found by entity and time, or by remediation. */
final class StepIndex {
  private final Duration tolerance;
  private final Map<String, Line> lines = new HashMap<>();
  private final Map<String, Instant> begun = new HashMap<>();

  /** The steps on one entity, with the latest end of any up to each. */
  private static final class Line {
    final List<StepSpan> steps = new ArrayList<>();
    final List<Instant> latestEnd = new ArrayList<>();

    void close() {
      steps.sort(Comparator.comparing(StepSpan::startedAt).thenComparing(StepSpan::remediation));
      var latest = Instant.MIN;
      for (var step : steps) {
        var end = step.endedAt() == null ? Instant.MAX : step.endedAt();
        latest = end.isAfter(latest) ? end : latest;
        latestEnd.add(latest);
      }
    }

    /** How many began at that instant or before. */
    int begunBy(Instant at) {
      int low = 0;
      int high = steps.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (steps.get(middle).startedAt().isAfter(at)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }

  StepIndex(List<StepSpan> steps, Duration tolerance) {
    this.tolerance = tolerance;
    for (var step : steps) {
      lines.computeIfAbsent(step.target(), _ -> new Line()).steps.add(step);
      begun.merge(
          step.remediation() + "\n" + step.target(),
          step.startedAt(),
          (one, other) -> one.isBefore(other) ? one : other);
    }
    lines.values().forEach(Line::close);
  }

  /** Whether the remediation had begun on the entity by then: its effect may come late. */
  boolean didBy(String remediation, String entity, Instant at) {
    var first = begun.get(remediation + "\n" + entity);
    return first != null && !first.minus(tolerance).isAfter(at);
  }

  /** The remediation of the last step that was under way then; null for none. */
  @Nullable String at(String entity, Instant at) {
    var line = lines.get(entity);
    if (line == null) {
      return null;
    }
    var least = at.minus(tolerance);
    for (int i = line.begunBy(at.plus(tolerance)) - 1; i >= 0; i--) {
      if (line.latestEnd.get(i).isBefore(least)) {
        return null;
      }
      var end = line.steps.get(i).endedAt();
      if (end == null || !end.isBefore(least)) {
        return line.steps.get(i).remediation();
      }
    }
    return null;
  }
}
