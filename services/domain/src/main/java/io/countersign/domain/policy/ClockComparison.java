package io.countersign.domain.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * The comparison of the server's clock with those of others, as far as they tell theirs.
 *
 * @param ahead how far each is ahead of the server's, by whose it is
 * @param tolerated how much they may differ
 */
public record ClockComparison(Map<String, Duration> ahead, Duration tolerated) {
  /** Where nothing depends on it. */
  public static final ClockComparison NOT_COMPARED = new ClockComparison(Map.of(), Duration.ZERO);

  public ClockComparison {
    ahead = Map.copyOf(ahead);
  }

  /** How far another clock is ahead, as if it had been read in the middle of the question. */
  public static Duration ahead(Instant asked, Instant told, Instant answered) {
    return Duration.between(asked.plus(Duration.between(asked, answered).dividedBy(2)), told);
  }

  public boolean agree() {
    return ahead.values().stream().allMatch(it -> it.abs().compareTo(tolerated) <= 0);
  }

  /** The largest difference, in words. */
  public String difference() {
    return ahead.entrySet().stream()
        .max(Comparator.comparing(it -> it.getValue().abs()))
        .map(
            it ->
                String.format(
                    Locale.ROOT,
                    "The clock of %s is %d s %s the server's; %d s are tolerated.",
                    it.getKey(),
                    it.getValue().abs().toSeconds(),
                    it.getValue().isNegative() ? "behind" : "ahead of",
                    tolerated.toSeconds()))
        .orElse("");
  }
}
