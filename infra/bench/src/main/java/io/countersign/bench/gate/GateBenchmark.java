package io.countersign.bench.gate;

import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.bench.UsageException;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The benchmark {@code gate}: whether nothing begins that shouldn't, and all does that should, over
 * random runs of everything that a plan can meet with.
 */
@Command(
    name = "gate",
    description = "Drives the gate at random, and has an oracle of its own judge what begins.")
public final class GateBenchmark implements Benchmark {
  private static final double REACHED = .3;
  private static final double EXECUTED = .1;
  private static final int PARTS = 20;
  private static final double NANOS = 1e9;

  @Option(names = "--runs", paramLabel = "N", description = "How many (default: 1,000,000).")
  private long runs = 1_000_000;

  @Option(names = "--seed", paramLabel = "N", description = "The first one's (default: 1).")
  private long seed = 1;

  @Option(names = "--tell", description = "Tells the story of that one run instead.")
  private boolean tell;

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress) throws UsageException {
    if (runs < 1) {
      throw new UsageException("--runs takes a number from 1 on");
    }
    if (tell) {
      story(GateRuns.told(seed), progress);
      return;
    }
    long begun = System.nanoTime();
    var all = GateRuns.of(seed, runs, counting(progress));
    all.first().forEach(it -> story(it, progress));
    figures.accept(figure("runs", all.runs()));
    figures.accept(figure("ungated", all.mishaps(Mishap.Kind.UNGATED)).atMost(0));
    figures.accept(figure("wronglyRefused", all.mishaps(Mishap.Kind.WRONGLY_REFUSED)).atMost(0));
    figures.accept(figure("otherReason", all.mishaps(Mishap.Kind.OTHER_REASON)).atMost(0));
    figures.accept(figure("miscounted", all.mishaps(Mishap.Kind.MISCOUNTED)).atMost(0));
    figures.accept(figure("reachedGate", (double) all.reachedGate() / runs).atLeast(REACHED));
    figures.accept(figure("executed", (double) all.executed() / runs).atLeast(EXECUTED));
    figures.accept(figure("seconds", (System.nanoTime() - begun) / NANOS).timed());
  }

  private Runnable counting(PrintStream progress) {
    var done = new AtomicLong();
    long part = Math.max(1, runs / PARTS);
    return () -> {
      long many = done.incrementAndGet();
      if (many % part == 0) {
        progress.println(many + " of " + runs + " runs");
      }
    };
  }

  private static void story(RunOutcome outcome, PrintStream progress) {
    progress.println("the run of seed " + outcome.seed() + ":");
    outcome.story().forEach(line -> progress.println("  " + line));
    var mishap = outcome.mishap();
    progress.println(mishap == null ? "  they agree" : "  " + mishap.kind() + ": " + mishap.text());
  }

  private static Figure figure(String name, double value) {
    return Figure.of("gate", "model", name, value);
  }
}
