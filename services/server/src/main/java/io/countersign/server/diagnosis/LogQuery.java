package io.countersign.server.diagnosis;

import io.countersign.domain.catalog.EntityId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A question to a log, as a claim carries it: enough to ask it again. */
sealed interface LogQuery {
  Pattern ERRORS = Pattern.compile("errors of (\\S+), counted before and since (\\S+)");
  Pattern TRACED =
      Pattern.compile("lines of (\\S+) with a trace id of ([0-9a-f]{32}(?: [0-9a-f]{32})*)");

  EntityId entity();

  /** What kinds of errors there were, before and since an instant. */
  record Errors(EntityId entity, Instant onset) implements LogQuery {
    @Override
    public String toString() {
      return "errors of " + entity + ", counted before and since " + onset;
    }
  }

  /** Which of these requests came by. */
  record Traced(EntityId entity, Set<String> traceIds) implements LogQuery {
    @Override
    public String toString() {
      return "lines of "
          + entity
          + " with a trace id of "
          + String.join(" ", new TreeSet<>(traceIds));
    }
  }

  /** Empty if it's no question to a log. */
  static Optional<LogQuery> parse(String text) {
    try {
      var errors = ERRORS.matcher(text);
      if (errors.matches()) {
        return Optional.of(
            new Errors(EntityId.parse(errors.group(1)), Instant.parse(errors.group(2))));
      }
      var traced = TRACED.matcher(text);
      return traced.matches()
          ? Optional.of(
              new Traced(EntityId.parse(traced.group(1)), Set.of(traced.group(2).split(" ", -1))))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }
}
