package io.countersign.bench.loops;

import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.bench.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark {@code loops}: what the loops of incidents cost on embedded engines. */
@Command(
    name = "loops",
    description =
        "Starts the server as a process of its own, on embedded engines, and measures what loops"
            + " cost: idle-1000 (1,000 open incidents, each with a ticket, nothing happening), loop"
            + " (alert to closed: by itself, and by a remedy).")
public final class LoopsBenchmark implements Benchmark {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long idle incidents are watched (default: 10).")
  private int minutes = 10;

  @Option(names = "--set", paramLabel = "NAME", description = "Only this one of them.")
  private @Nullable String set;

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress)
      throws UsageException, IOException {
    if (minutes < 1) {
      throw new UsageException("--minutes is at least 1");
    }
    if (set != null && !set.equals(IdleIncidents.SET) && !set.equals(ClosedIncidents.SET)) {
      throw new UsageException("--set is " + IdleIncidents.SET + " or " + ClosedIncidents.SET);
    }
    if (set == null || set.equals(ClosedIncidents.SET)) {
      new ClosedIncidents(progress).measure(figures);
      new RemediedIncident(progress).measure(figures);
    }
    if (set == null || set.equals(IdleIncidents.SET)) {
      new IdleIncidents(minutes, progress).measure(figures);
    }
  }
}
