package io.countersign.bench.loops;

import io.countersign.bench.Figure;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The set {@code idle-1000}: a thousand open incidents, each with a ticket, and nothing happens.
 * The embedded Temporal is recycled as it's shipped, but after fewer turns, so that it happens
 * within the run.
 */
final class IdleIncidents {
  static final String SET = "idle-1000";
  private static final String BENCH = "loops";
  private static final int INCIDENTS = 1_000;
  private static final int TURNS_A_MINUTE = 20;
  private static final int FEWEST_TURNS = 100;

  /** An undecided diagnosis is looked at again for three minutes; then incidents are idle. */
  private static final Duration UNDECIDED = Duration.ofSeconds(200);

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final double MOST_CORE = .05;
  private static final double MOST_GROWTH = 8;
  private static final double MOST_ACTIONS = 20;

  private final int minutes;
  private final PrintStream progress;
  private final List<LowPoint> lowPoints = new ArrayList<>();

  private record LowPoint(Instant at, double liveMiB) {}

  IdleIncidents(int minutes, PrintStream progress) {
    this.minutes = minutes;
    this.progress = progress;
  }

  void measure(Consumer<Figure> figures) throws IOException {
    int turns = Math.max(FEWEST_TURNS, minutes * TURNS_A_MINUTE);
    var held = "loop: {heldTurns: " + turns + "}\n";
    try (var tickets = new LinkedTickets();
        var load = new ServerUnderLoad(held + tickets.settings())) {
      open(load, tickets);
      progress.println(SET + ": watching for " + minutes + " minutes");
      watch(load, figures);
    }
  }

  private void open(ServerUnderLoad load, LinkedTickets tickets) throws IOException {
    progress.println(SET + ": opening " + INCIDENTS + " incidents");
    for (int i = 0; i < INCIDENTS; i++) {
      load.sender().fires("idles-" + i);
    }
    ServerUnderLoad.await("all are opened", () -> load.count("opened") >= INCIDENTS);
    ServerUnderLoad.await("all are escalated", () -> load.count("escalated") >= INCIDENTS);
    tickets.await(INCIDENTS);
    ServerUnderLoad.pause(UNDECIDED);
  }

  private void watch(ServerUnderLoad load, Consumer<Figure> figures) throws IOException {
    var begin = Instant.now();
    var end = begin.plus(Duration.ofMinutes(minutes));
    double actions = load.actions();
    double tasks = load.actions("workflow-task");
    double recycled = load.recyclings();
    double cpu = load.server().cpuSeconds();
    double postgres = load.server().postgresSeconds();
    double seen = recycled;
    while (Instant.now().isBefore(end)) {
      ServerUnderLoad.pause(LOOK);
      double now = load.recyclings();
      if (now > seen) {
        seen = now;
        lowPoints.add(new LowPoint(Instant.now(), load.server().liveHeapMiB()));
        progress.println(SET + ": " + lowPoints.getLast());
      }
    }
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1e3;
    double hours = INCIDENTS * seconds / 3600;
    figures.accept(
        figure("coreShare", (load.server().cpuSeconds() - cpu) / seconds).atMost(MOST_CORE));
    figures.accept(
        figure("postgresCoreShare", (load.server().postgresSeconds() - postgres) / seconds));
    figures.accept(figure("recyclings", seen - recycled).atLeast(2));
    figures.accept(figure("liveHeapMiB", lowPoints.isEmpty() ? 0 : lowPoints.getLast().liveMiB()));
    figures.accept(figure("heapGrowthMiBPerHour", growth()).atMost(MOST_GROWTH));
    figures.accept(
        figure("actionsPerIncidentHour", (load.actions() - actions) / hours).atMost(MOST_ACTIONS));
    figures.accept(
        figure("workflowTasksPerIncidentHour", (load.actions("workflow-task") - tasks) / hours));
  }

  /** Between the first and the last low point: by two or more, and without any it's unknown. */
  private double growth() {
    if (lowPoints.size() < 2) {
      return Double.MAX_VALUE;
    }
    var first = lowPoints.getFirst();
    var last = lowPoints.getLast();
    double hours = Duration.between(first.at(), last.at()).toMillis() / 3.6e6;
    return (last.liveMiB() - first.liveMiB()) / hours;
  }

  private static Figure figure(String name, double value) {
    return Figure.of(BENCH, SET, name, value);
  }
}
