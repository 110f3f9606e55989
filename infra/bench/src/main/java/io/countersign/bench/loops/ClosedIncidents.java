package io.countersign.bench.loops;

import io.countersign.bench.Figure;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;

/** The set {@code loop}: incidents from their alert until they are closed. */
final class ClosedIncidents {
  static final String SET = "loop";
  private static final String BENCH = "loops";
  private static final int INCIDENTS = 20;
  private static final int MOST_ACTIONS = 60;

  private final PrintStream progress;

  ClosedIncidents(PrintStream progress) {
    this.progress = progress;
  }

  void measure(Consumer<Figure> figures) throws IOException {
    progress.println(SET + ": " + INCIDENTS + " incidents from alert to closed");
    try (var load = new ServerUnderLoad("")) {
      double before = load.actions();
      for (int i = 0; i < INCIDENTS; i++) {
        load.sender().fires("closes-" + i);
      }
      ServerUnderLoad.await("all are diagnosed", () -> load.count("escalated") >= INCIDENTS);
      for (int i = 0; i < INCIDENTS; i++) {
        load.sender().ends("closes-" + i);
      }
      ServerUnderLoad.await("all are closed", () -> load.count("closed") >= INCIDENTS);
      double opened = load.count("opened");
      figures.accept(Figure.of(BENCH, SET, "incidents", opened));
      figures.accept(
          Figure.of(BENCH, SET, "actionsPerIncident", (load.actions() - before) / opened)
              .atMost(MOST_ACTIONS));
    }
  }
}
