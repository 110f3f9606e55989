package io.countersign.bench.loops;

import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.bench.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark {@code clicks}: how fast presses in a chat are answered, and none counts twice. */
@Command(
    name = "clicks",
    description =
        "Starts the server as a process of its own and a simulated Slack, has people link their"
            + " accounts, and presses buttons of the cards that were posted: so many a second, and"
            + " each twice at the same moment.")
public final class ClicksBenchmark implements Benchmark {
  static final String BENCH = "clicks";
  static final String SET = "slack";

  /** What the product promises, of Slack's three seconds. */
  private static final int MOST_MILLIS = 300;

  @Option(
      names = "--clicks",
      paramLabel = "N",
      description = "How many clicks are timed (default: 3000).")
  private int clicks = 3_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "How many of them a second (default: 50).")
  private int rate = 50;

  @Option(
      names = "--warm",
      paramLabel = "N",
      description =
          "How many are made before those, at the same rate, and aren't timed (default: 500): a"
              + " server that was started just now still compiles what it runs.")
  private int warm = 500;

  @Option(
      names = "--doubled",
      paramLabel = "N",
      description = "How many are made twice at once (default: 1000).")
  private int doubled = 1_000;

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress)
      throws UsageException, IOException {
    if (clicks < 1 || rate < 1 || doubled < 1 || warm < 0) {
      throw new UsageException("--clicks, --rate and --doubled are at least 1, --warm at least 0");
    }
    try (var scene = ClickScene.set(progress)) {
      progress.println("%s: %s clicks at %s a second".formatted(SET, clicks, rate));
      var before = new PacedClicks(scene).run(warm, rate);
      var timed = new PacedClicks(scene).run(clicks, rate);
      progress.println("%s: untimed: %s".formatted(SET, before));
      progress.println("%s: timed: %s".formatted(SET, timed));
      figures.accept(
          Figure.of(BENCH, SET, "ackP99Millis", timed.p99Millis()).atMost(MOST_MILLIS).timed());
      figures.accept(Figure.of(BENCH, SET, "unanswered", timed.unanswered()).atMost(0));
      progress.println("%s: %s clicks, each twice at once".formatted(SET, doubled));
      var twice = new DoubledClicks(scene).run(doubled);
      figures.accept(Figure.of(BENCH, SET, "doubleDecisions", twice.doubleDecisions()).atMost(0));
      figures.accept(Figure.of(BENCH, SET, "lostDecisions", twice.lostDecisions()).atMost(0));
    }
  }
}
