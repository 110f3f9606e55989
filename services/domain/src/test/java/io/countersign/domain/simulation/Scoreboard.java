package io.countersign.domain.simulation;

import java.util.List;
import java.util.Locale;

/** The results of the trials of each kind of fault, as a table for people. */
record Scoreboard(List<DiagnosisTrial> trials) {
  private static final String HEADER =
      "fault            |  all | right | measured | right | decided | right | innocent blamed\n";

  double right() {
    return share(trials);
  }

  double innocentBlamed() {
    return trials.stream().filter(DiagnosisTrial::blamesInnocent).count() / (double) trials.size();
  }

  /** What a person would look at first: each that was judged wrongly, with its seed. */
  List<DiagnosisTrial> misses() {
    return trials.stream().filter(t -> (t.measured() && !t.right()) || t.blamesInnocent()).toList();
  }

  @Override
  public String toString() {
    var table = new StringBuilder(HEADER);
    for (var kind : Fault.Kind.values()) {
      table.append(row(kind.name(), trials.stream().filter(t -> t.kind() == kind).toList()));
    }
    table.append(row("all", trials));
    misses().forEach(trial -> table.append(trial).append('\n'));
    return table.toString();
  }

  private static String row(String name, List<DiagnosisTrial> all) {
    var measured = all.stream().filter(DiagnosisTrial::measured).toList();
    var decided = all.stream().filter(DiagnosisTrial::decided).toList();
    return String.format(
        Locale.ROOT,
        "%-16s | %4d | %.3f | %8d | %.3f | %7d | %.3f | %d%n",
        name.toLowerCase(Locale.ROOT),
        all.size(),
        share(all),
        measured.size(),
        share(measured),
        decided.size(),
        share(decided),
        all.stream().filter(DiagnosisTrial::blamesInnocent).count());
  }

  private static double share(List<DiagnosisTrial> trials) {
    return trials.stream().filter(DiagnosisTrial::right).count() / Math.max(1.0, trials.size());
  }
}
