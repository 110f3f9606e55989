package io.countersign.bench.sync;

import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.domain.ticketing.Safeguards;
import java.io.PrintStream;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The benchmark {@code sync}: whether both sides of a ticket end equal, by the product's own
 * decider and course over a simulated ticket system.
 */
@Command(
    name = "sync",
    description =
        "Runs seeded schedules of edits on both sides of a ticket, with all that goes wrong.")
public final class SyncBenchmark implements Benchmark {
  private static final int TOLD = 1_000;

  @Option(names = "--schedules", paramLabel = "N", description = "Run (default: 10,000).")
  private int schedules = 10_000;

  @Option(names = "--seed", paramLabel = "N", description = "Of the first one (default: 1).")
  private long seed = 1;

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress) {
    var sum = new SyncSchedule.Outcome(0, 0, 0, 0);
    for (int i = 0; i < schedules; i++) {
      var outcome = new SyncSchedule(seed + i, Safeguards.ALL).run();
      if (!outcome.clean()) {
        progress.println("seed " + (seed + i) + ": " + outcome);
      }
      sum = sum.plus(outcome);
      if ((i + 1) % TOLD == 0) {
        progress.println((i + 1) + " schedules");
      }
    }
    figures.accept(Figure.of("sync", "convergence", "schedules", schedules));
    figures.accept(goal("diverged", sum.diverged()));
    figures.accept(goal("loops", sum.loops()));
    figures.accept(goal("unseenOverwrites", sum.unseenOverwrites()));
    figures.accept(goal("lostComments", sum.lostComments()));
  }

  private static Figure goal(String name, int value) {
    return Figure.of("sync", "convergence", name, value).atMost(0);
  }
}
