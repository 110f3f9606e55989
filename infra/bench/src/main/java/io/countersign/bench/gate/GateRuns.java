package io.countersign.bench.gate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Many runs, and what they come to.
 *
 * @param runs how many
 * @param reachedGate of them, that tried to carry an approved plan out
 * @param executed of them, of whose plan a step began
 * @param mishaps how many of each kind
 * @param first the first few that went wrong, with their stories
 * @param checks the names of all that the gate made, with the pass
 * @param alone the runs in which each of them alone stood in the way of something, the first few
 */
public record GateRuns(
    long runs,
    long reachedGate,
    long executed,
    Map<Mishap.Kind, Integer> mishaps,
    List<RunOutcome> first,
    Set<String> checks,
    Map<String, SortedSet<Long>> alone) {
  private static final int TOLD = 3;
  private static final int ALONE = 10;

  public GateRuns {
    mishaps = Map.copyOf(mishaps);
    first = List.copyOf(first);
    checks = Set.copyOf(checks);
    alone = Map.copyOf(alone);
  }

  /**
   * By as many threads as there are processors.
   *
   * @param seed of the first; the others' follow
   * @param done told after each
   */
  public static GateRuns of(long seed, long runs, Runnable done) {
    int threads = Runtime.getRuntime().availableProcessors();
    var sums = IntStream.range(0, threads).mapToObj(_ -> new Sum()).toList();
    IntStream.range(0, threads)
        .parallel()
        .forEach(
            thread ->
                LongStream.range(0, runs)
                    .filter(run -> run % threads == thread)
                    .forEach(
                        run -> {
                          sums.get(thread).add(GateRun.of(seed + run, false));
                          done.run();
                        }));
    sums.stream().skip(1).forEach(it -> sums.getFirst().add(it));
    return sums.getFirst().whole();
  }

  /** The same run once more, with its story. */
  public static RunOutcome told(long seed) {
    return GateRun.of(seed, true);
  }

  public int mishaps(Mishap.Kind kind) {
    return mishaps.getOrDefault(kind, 0);
  }

  /** What some of them came to. */
  private static final class Sum {
    private long runs;
    private long reached;
    private long executed;
    private final Map<Mishap.Kind, Integer> mishaps = new EnumMap<>(Mishap.Kind.class);
    private final List<Long> first = new ArrayList<>();
    private final Set<String> checks = new TreeSet<>();
    private final Map<String, SortedSet<Long>> alone = new HashMap<>();

    void add(RunOutcome outcome) {
      runs++;
      reached += outcome.reachedGate() ? 1 : 0;
      executed += outcome.executed() ? 1 : 0;
      checks.addAll(outcome.checks());
      outcome.alone().forEach(it -> keep(it, outcome.seed()));
      if (outcome.mishap() != null) {
        mishaps.merge(outcome.mishap().kind(), 1, Integer::sum);
        first.add(outcome.seed());
      }
    }

    private void keep(String check, long seed) {
      var seeds = alone.computeIfAbsent(check, _ -> new TreeSet<>());
      seeds.add(seed);
      if (seeds.size() > ALONE) {
        seeds.removeLast();
      }
    }

    void add(Sum other) {
      runs += other.runs;
      reached += other.reached;
      executed += other.executed;
      other.mishaps.forEach((kind, many) -> mishaps.merge(kind, many, Integer::sum));
      first.addAll(other.first);
      checks.addAll(other.checks);
      other.alone.forEach((check, seeds) -> seeds.forEach(it -> keep(check, it)));
    }

    GateRuns whole() {
      var told = first.stream().sorted().limit(TOLD).map(GateRuns::told).toList();
      return new GateRuns(runs, reached, executed, mishaps, told, checks, alone);
    }
  }
}
