package io.countersign.bench.policy;

import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.policies.approval.ApprovalTimings;
import io.countersign.policies.approval.RuleSet;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The benchmark {@code policy}: single decisions by the shipped rules, with their traces, and the
 * replay of many that are on record.
 */
@Command(
    name = "policy",
    description = "Times decisions of policy by the shipped rules, and their replay.")
public final class PolicyBenchmark implements Benchmark {
  private static final double MOST_MICROS = 50;
  private static final double NANOS_A_MICRO = 1_000;

  @Option(names = "--decisions", paramLabel = "N", description = "How many (default: 200,000).")
  private int decisions = 200_000;

  @Option(
      names = "--recorded",
      paramLabel = "N",
      description = "How many on record are replayed (default: 1,000,000; 0: none).")
  private int recorded = ReplayOfTheRecord.A_MILLION;

  @Option(names = "--seed", paramLabel = "N", description = "Other plans (default: 1).")
  private long seed = 1;

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress) throws IOException {
    var rules = RuleSet.shipped(ApprovalTimings.ofTheRules());
    var inputs = new RandomPlans(seed);
    progress.println("deciding on " + decisions + " plans by " + rules.ids().size() + " rules");
    decide(rules, inputs);
    var nanos = decide(rules, inputs);
    Arrays.sort(nanos);
    figures.accept(figure("p50Micros", nanos, 500));
    figures.accept(figure("p99Micros", nanos, 990).atMost(MOST_MICROS));
    figures.accept(figure("p999Micros", nanos, 999));
    if (recorded > 0) {
      new ReplayOfTheRecord(recorded, progress).measure(seed, figures);
    }
  }

  /** The time of each, in their order. */
  private long[] decide(RuleSet rules, RandomPlans inputs) {
    var nanos = new long[decisions];
    for (int i = 0; i < decisions; i++) {
      var input = inputs.next();
      long begun = System.nanoTime();
      var decision = rules.evaluate(input);
      nanos[i] = System.nanoTime() - begun;
      if (decision.trace().isEmpty()) {
        throw new IllegalStateException("a decision without a trace");
      }
    }
    return nanos;
  }

  private static Figure figure(String name, long[] sorted, int perMille) {
    int at = (int) ((long) sorted.length * perMille / 1_000);
    return Figure.of("policy", "decide", name, sorted[at] / NANOS_A_MICRO).timed();
  }
}
