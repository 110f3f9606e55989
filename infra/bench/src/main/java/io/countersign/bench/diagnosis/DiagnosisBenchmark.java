package io.countersign.bench.diagnosis;

import com.sun.management.ThreadMXBean;
import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.domain.correlation.Correlation;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.Correlator;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.correlation.KnownIncident;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.scoring.Diagnoser;
import io.countersign.policies.diagnosis.ThresholdsReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The benchmark {@code diagnosis}: one diagnosis, and one more alert, where everything fails at
 * once.
 */
@Command(name = "diagnosis", description = "Times a diagnosis over 500 entities and 5,000 alerts.")
public final class DiagnosisBenchmark implements Benchmark {
  private static final int WARM = 5;
  private static final int ASKED = 200;
  private static final double NANOS = 1e9;
  private static final double MIB = 1 << 20;
  private static final double MOST_SECONDS = 2;
  private static final double MOST_LIVE_MIB = 256;
  private static final int BETWEEN_SAMPLES = 20; // milliseconds

  private final int entities;
  private final int alerts;
  private final int changes;

  @Option(names = "--seed", paramLabel = "N", description = "Another estate (default: 1).")
  private long seed = 1;

  public DiagnosisBenchmark() {
    this(500, 5_000, 600);
  }

  /** Of another size. */
  DiagnosisBenchmark(int entities, int alerts, int changes) {
    this.entities = entities;
    this.alerts = alerts;
    this.changes = changes;
  }

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress) {
    var hour = new WorstCaseIncident(entities, seed);
    var all = hour.alerts(alerts);
    progress.println("diagnosing " + entities + " entities, " + alerts + " alerts");
    diagnose(hour.evidence(all, changes), figures);
    progress.println("correlating");
    double few = correlate(hour, all.subList(0, alerts / 10));
    double many = correlate(hour, all);
    figures.accept(figure("correlateSecondsOf" + alerts / 10, few).timed());
    figures.accept(
        figure("correlateSecondsOf" + alerts, many).timed().atMost(MOST_SECONDS / ASKED));
  }

  private void diagnose(Evidence evidence, Consumer<Figure> figures) {
    figures.accept(figure("firstSeconds", seconds(evidence)).timed().atMost(MOST_SECONDS));
    double warm = Double.MAX_VALUE;
    for (int i = 0; i < WARM; i++) {
      warm = Math.min(warm, seconds(evidence));
    }
    figures.accept(figure("warmSeconds", warm).timed().atMost(MOST_SECONDS));
    long before = allocated();
    seconds(evidence);
    double allocated = (allocated() - before) / MIB;
    figures.accept(figure("allocatedMiB", allocated));
    figures.accept(figure("peakLiveMiB", peakLive(evidence) / MIB).atMost(MOST_LIVE_MIB));
  }

  /** The most bytes that are in use at once, evidence and all, by a collection now and then. */
  private static long peakLive(Evidence evidence) {
    var diagnosing = Thread.ofPlatform().start(() -> seconds(evidence));
    long peak = live();
    try {
      while (!diagnosing.join(Duration.ofMillis(BETWEEN_SAMPLES))) {
        peak = Math.max(peak, live());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return peak;
  }

  private static long live() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static double seconds(Evidence evidence) {
    long from = System.nanoTime();
    var thresholds = ThresholdsReader.shipped();
    var diagnosis = Diagnoser.diagnose(1, evidence.alerts().size(), evidence, thresholds);
    if (diagnosis.causes().isEmpty()) {
      throw new IllegalStateException("nothing was found in a burning estate");
    }
    return (System.nanoTime() - from) / NANOS;
  }

  /** The bytes that this thread allocated until now. */
  private static long allocated() {
    var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
  }

  /** Seconds for each of some alerts, beside one incident that holds all the others. */
  private double correlate(WorstCaseIncident hour, List<IncidentAlert> held) {
    var first = held.getFirst();
    var id = IncidentId.of(first.alert());
    var known = List.of(new KnownIncident(id, first.startsAt(), null, held));
    var asked = hour.alerts(alerts + ASKED).subList(alerts, alerts + ASKED);
    long from = 0;
    for (int round = 0; round < 2; round++) {
      from = System.nanoTime(); // the second round counts
      for (var alert : asked) {
        var settings = CorrelationSettings.DEFAULT;
        var answer = Correlator.correlate(alert, known, hour.topology(), settings);
        if (!(answer instanceof Correlation.Joins)) {
          throw new IllegalStateException("an alert about the same entity wasn't tied: " + answer);
        }
      }
    }
    return (System.nanoTime() - from) / NANOS / ASKED;
  }

  private Figure figure(String name, double value) {
    return Figure.of("diagnosis", entities + " entities", name, value);
  }
}
