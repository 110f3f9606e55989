package io.countersign.bench.policy;

import com.sun.management.OperatingSystemMXBean;
import io.countersign.bench.Figure;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.LedgerSettings;
import io.countersign.ledger.remediation.replay.DecisionReplay;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.policies.bundle.OfferedFiles;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The set {@code replay-1m}: how long it takes to decide a million decisions again, by the bundle
 * that decided them, read from an embedded PostgreSQL by the product's own replay.
 */
final class ReplayOfTheRecord {
  static final int A_MILLION = 1_000_000;
  private static final double MOST_SECONDS = 10;

  /** What starting takes, whatever there is to read. */
  private static final double LEAST_GOAL = 3;

  private static final double NANOS_A_SECOND = 1e9;
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final int count;
  private final PrintStream progress;
  private final CompiledBundle bundle =
      BundleCompiler.compile(new BundleContent(OfferedFiles.shippedFiles())).orThrow();

  ReplayOfTheRecord(int count, PrintStream progress) {
    this.count = count;
    this.progress = progress;
  }

  void measure(long seed, Consumer<Figure> figures) throws IOException {
    var home = Files.createTempDirectory("countersign-replay");
    try {
      try (var ledger = open(home)) {
        new DecisionsOnRecord(bundle, seed).write(count, ledger, progress);
      }
      try (var ledger = open(home)) {
        while (!ledger.awaitViews(count, LOOK)) {
          progress.println("the views show " + ledger.viewed() + " of " + count + " decisions");
        }
        replay(ledger, figures);
      }
    } finally {
      try (var files = Files.walk(home)) {
        files
            .sorted(Comparator.reverseOrder())
            .map(Path::toFile)
            .forEach(ReplayOfTheRecord::delete);
      }
    }
  }

  private static void delete(File file) {
    var _ = file.delete();
  }

  private static Ledger open(Path home) {
    return Ledger.openWithoutCorrelation(LedgerSettings.embedded(home));
  }

  private void replay(Ledger ledger, Consumer<Figure> figures) {
    progress.println("replaying " + count + " decisions");
    var replayed = new AtomicInteger();
    var differences = new AtomicInteger();
    long processors = processorNanos();
    long begun = System.nanoTime();
    new DecisionReplay(ledger.transactions(), bundle.rules()::verdict)
        .run(
            0,
            count,
            part -> {
              replayed.addAndGet(part.replayable());
              differences.addAndGet(part.flips().size() + part.otherRules());
              return true;
            });
    double seconds = (System.nanoTime() - begun) / NANOS_A_SECOND;
    progress.printf(
        Locale.ROOT,
        "replayed, with %.1f s of processors besides the database's%n",
        (processorNanos() - processors) / NANOS_A_SECOND);
    double goal = Math.max(LEAST_GOAL, MOST_SECONDS * count / A_MILLION);
    figures.accept(figure("decisions", replayed.get()).atLeast(count));
    figures.accept(figure("seconds", seconds).timed().atMost(goal));
    figures.accept(figure("differences", differences.get()).atMost(0));
  }

  /** On a busy machine it says more than the time that passed. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private Figure figure(String name, double value) {
    return Figure.of("policy", count == A_MILLION ? "replay-1m" : "replay", name, value);
  }
}
