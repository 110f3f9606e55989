package io.countersign.server.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.OpenLoops.Kind;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.config.TemporalTls;
import io.countersign.workflows.incident.IncidentProgress;
import io.countersign.workflows.incident.IncidentWorkflow;
import io.countersign.workflows.incident.IncidentWorkflowImpl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A fresh embedded engine takes the old one's place while signals, timers and activities run. */
class RecyclingTest {
  private static final int LOOPS = 200;
  private static final int ROUNDS = 8;
  private static final int ASKERS = 6;
  private static final int BEHIND = 40;

  private static final Duration SOON = Duration.ofSeconds(30);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Ledger ledger = TestDatabase.create().openWithoutCorrelation();
  private final TemporalClock clock = new TemporalClock(InstantSource.system());
  private final RecordedWork work = new RecordedWork(ledger.transactions());

  /** The sweep looks once after each replacement, as the product has it, and never again. */
  @Test
  void nothingIsLostAndNothingIsDoneTwiceAndNothingWaitsForAnotherSweep() throws Exception {
    var ids = IntStream.range(0, LOOPS).mapToObj(i -> "in_" + i).toList();
    ids.forEach(work::open);
    var loops = new OpenLoops(ledger.transactions());
    try (ledger;
        var engine = engine(loops);
        var alarm = Executors.newSingleThreadScheduledExecutor();
        var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var sweep = sweep(loops, engine, alarm);
      sweep.pokeDue();
      for (int round = 0; round < ROUNDS; round++) {
        amidWork(
            ids,
            engine,
            asking,
            () -> {
              engine.recycle();
              sweep.pokeDue();
            });
        var end = Instant.now();
        Eventually.holds("all that was asked is done", () -> work.behind().isEmpty());
        Eventually.holds("all whose time came looked", () -> work.asleepAt(end).isEmpty());
      }
      assertThat(registry.counter("countersign.temporal.recycled").count()).isEqualTo(ROUNDS);
      Eventually.holds("its clock is ours", () -> ahead().compareTo(Duration.ofSeconds(5)) < 0);
      assertThat(work.twice()).isEmpty();
      assertThat(work.besideEachOther()).isZero();
    }
  }

  /** One turn that a busy machine began late looks like a clock behind; the loops go on. */
  private Duration ahead() {
    return clock.ahead().orElseThrow().abs();
  }

  private TemporalEngine engine(OpenLoops loops) {
    var type = loop();
    var dues = new LoopDues(List.of(type), loops, InstantSource.system());
    return new TemporalEngine(
        "",
        TemporalTls.NONE,
        "default",
        50,
        new RecycleBounds(1, Long.MAX_VALUE),
        SOON,
        dues,
        clock,
        List.of(type),
        registry);
  }

  private static LoopSweep sweep(
      OpenLoops loops, TemporalEngine engine, ScheduledExecutorService alarm) {
    return new LoopSweep(
        loops::dueBefore,
        engine,
        InstantSource.system(),
        (wait, work) -> {
          var _ = alarm.schedule(work, wait.toNanos(), TimeUnit.NANOSECONDS);
        },
        SOON);
  }

  private LoopType loop() {
    return new LoopType(
        Kind.INCIDENT,
        IncidentWorkflow.TYPE,
        IncidentWorkflowImpl.class,
        work,
        IncidentWorkflow.workflowId(""),
        answer -> answer instanceof IncidentProgress progress ? progress.dueIn() : null);
  }

  private void amidWork(
      List<String> ids, TemporalEngine engine, ExecutorService asking, Runnable replacement)
      throws Exception {
    var over = new AtomicBoolean();
    var asked =
        IntStream.range(0, ASKERS)
            .mapToObj(_ -> asking.submit(() -> askUntil(over, ids, engine)))
            .toList();
    Eventually.holds("much is under way", () -> work.behind().size() > BEHIND);
    replacement.run();
    over.set(true);
    for (var each : asked) {
      each.get();
    }
  }

  private void askUntil(AtomicBoolean over, List<String> ids, TemporalEngine engine) {
    while (!over.get()) {
      ask(ids.get(ThreadLocalRandom.current().nextInt(LOOPS)), engine);
    }
  }

  private void ask(String id, TemporalEngine engine) {
    work.ask(id);
    engine.poke(Kind.INCIDENT, id);
  }
}
