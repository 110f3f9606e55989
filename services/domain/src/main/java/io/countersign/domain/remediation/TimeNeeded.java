package io.countersign.domain.remediation;

import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The time for which targets have to be open: as long as each of the steps that are ahead usually
 * takes, and all of the way back by its timeouts, since a change that goes wrong is slow too.
 *
 * @param total whole seconds
 * @param basis what it's the sum of, in words
 */
public record TimeNeeded(Duration total, String basis) {
  /** Of which the words say how long each takes. */
  private static final int TOLD = 4;

  /**
   * @param first the number of the first step that is ahead
   */
  public static TimeNeeded of(Plan plan, int first, StepDurationFacts facts) {
    var ahead = plan.steps().stream().filter(it -> it.number() >= first).toList();
    var durations =
        ahead.stream().map(it -> facts.duration(plan.runbookDigest(), it.number())).toList();
    long forward = 0;
    for (int i = 0; i < ahead.size(); i++) {
      forward += durations.get(i).seconds(ahead.get(i));
    }
    long back = plan.rollback().stream().mapToLong(PlannedStep::timeoutSeconds).sum();
    return new TimeNeeded(
        Duration.ofSeconds(forward + back), words(ahead, durations) + "; way back: " + back + " s");
  }

  private static String words(List<PlannedStep> ahead, List<StepDuration> durations) {
    var told =
        Stream.iterate(0, it -> it + 1)
            .limit(Math.min(TOLD, ahead.size()))
            .map(
                it ->
                    "step " + ahead.get(it).number() + " " + durations.get(it).text(ahead.get(it)));
    int more = ahead.size() - TOLD;
    return Stream.concat(told, more > 0 ? Stream.of(more + " steps more") : Stream.empty())
        .collect(Collectors.joining("; "));
  }

  /** Such as {@code 101 s (step 1 p95 of 23 runs: 41 s; way back: 60 s)}. */
  public String text() {
    return total.toSeconds() + " s (" + basis + ")";
  }
}
