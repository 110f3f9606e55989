package io.countersign.domain.planning;

import io.countersign.domain.planning.PlanningOutcome.DoesNotFit;
import io.countersign.domain.planning.PlanningOutcome.Planned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The choice among the runbooks that fit: the least risk first, then the better track record, then
 * the executor that is configured first, then by id. The same input gives the same choice.
 */
public final class RunbookChoice {
  /** A runbook and where it would be used; one executor each. */
  public record Option(Runbook runbook, PlanningInput input) {}

  private record Fitting(Runbook runbook, Plan plan, int rank) {}

  private final Map<String, TrackRecord> records;
  private final List<Fitting> fitting = new ArrayList<>();
  private final List<String> against = new ArrayList<>();

  private RunbookChoice(Map<String, TrackRecord> records) {
    this.records = records;
  }

  /**
   * @param options in the order of the configured executors
   * @param tried what isn't to be proposed again in this incident
   * @param records by runbook's id; they advise, and correctness doesn't hang on them
   */
  public static RunbookOffer choose(
      List<Option> options, List<FailedRemedy> tried, Map<String, TrackRecord> records) {
    var choice = new RunbookChoice(records);
    for (int i = 0; i < options.size(); i++) {
      choice.consider(options.get(i), i, tried);
    }
    return choice.best(tried.stream().map(FailedRemedy::lesson).toList());
  }

  private void consider(Option option, int rank, List<FailedRemedy> tried) {
    var runbook = option.runbook();
    switch (Planner.plan(runbook, option.input())) {
      case Planned planned -> {
        var before = tried.stream().filter(t -> t.repeatedBy(planned.plan())).findFirst();
        before.ifPresentOrElse(
            t -> against.add(runbook.id() + ": tried before, " + t.lesson()),
            () -> fitting.add(new Fitting(runbook, planned.plan(), rank)));
      }
      case DoesNotFit(var why) -> why.forEach(reason -> against.add(runbook.id() + ": " + reason));
    }
  }

  private RunbookOffer best(List<String> learnt) {
    var ranked =
        fitting.stream()
            .sorted(
                Comparator.comparingInt((Fitting f) -> f.runbook().risk())
                    .thenComparing(f -> -record(f).perMille())
                    .thenComparing(Fitting::rank)
                    .thenComparing(f -> f.runbook().id()))
            .toList();
    if (ranked.isEmpty()) {
      return new RunbookOffer(
          Optional.empty(),
          new ConsideredAlternatives(List.of(), learnt, List.of()),
          against.stream().distinct().toList());
    }
    var first = ranked.getFirst();
    var others = ranked.stream().skip(1).map(second -> secondText(first, second)).toList();
    var records = ranked.stream().map(this::recordText).distinct().toList();
    return new RunbookOffer(
        Optional.of(first.plan()), new ConsideredAlternatives(others, learnt, records), List.of());
  }

  private String secondText(Fitting first, Fitting second) {
    return second.runbook().id()
        + " by "
        + second.plan().steps().getFirst().executor()
        + ": "
        + reasonAgainst(first, second);
  }

  private String reasonAgainst(Fitting first, Fitting second) {
    if (second.runbook().risk() != first.runbook().risk()) {
      return "risk " + second.runbook().risk() + ", not " + first.runbook().risk();
    }
    return record(second).perMille() == record(first).perMille()
        ? "as good, and later in order"
        : "helped less often: " + record(second);
  }

  private String recordText(Fitting one) {
    return one.runbook().id() + ": " + record(one);
  }

  private TrackRecord record(Fitting one) {
    return records.getOrDefault(one.runbook().id(), TrackRecord.NONE);
  }
}
