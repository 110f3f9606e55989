package io.countersign.verifier.report;

import io.countersign.reports.ReportParameters;
import io.countersign.verifier.record.EntrySink;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds a range to its period: it begins at the first leaf that was recorded in it or later, and
 * holds none that was recorded when it was over.
 */
final class PeriodBounds implements EntrySink {
  private static final String AT = "\"recordedAt\":\"";

  private final ReportParameters parameters;
  private long first = Long.MAX_VALUE;
  private long late = Long.MAX_VALUE;

  PeriodBounds(ReportParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public void take(long index, byte[] entry) {
    var at = recordedAt(new String(entry, StandardCharsets.UTF_8));
    if (at.filter(it -> !it.isBefore(parameters.period().from())).isPresent()) {
      first = Math.min(first, index);
    }
    if (at.filter(it -> !it.isBefore(parameters.period().to())).isPresent()) {
      late = Math.min(late, index);
    }
  }

  /** The entry's own: after it come only its revision and type. */
  private static Optional<Instant> recordedAt(String entry) {
    int at = entry.lastIndexOf(AT);
    int end = entry.indexOf('"', at + AT.length());
    try {
      return at < 0 || end < 0
          ? Optional.empty()
          : Optional.of(Instant.parse(entry.substring(at + AT.length(), end)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** In words; empty where it is. */
  Optional<String> fault() {
    var leaves = parameters.leaves();
    if (first < leaves.a()) {
      return Optional.of("leaf " + first + " is of the period, and the report leaves it out");
    }
    return late < leaves.b()
        ? Optional.of("the report goes on after leaf " + late + ", where its period was over")
        : Optional.empty();
  }
}
