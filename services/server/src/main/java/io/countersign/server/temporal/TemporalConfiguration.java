package io.countersign.server.temporal;

import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.server.access.halt.HaltAtStart;
import io.countersign.server.config.Installation;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.schedule.DatabaseClock;
import io.countersign.server.schedule.RecurringWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The engine of the loops, what sweeps them, and how they command. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {
  /** An embedded server holds histories in memory and goes through them again and again. */
  private static final int TURNS_EMBEDDED = 50;

  private static final int TURNS_ON_A_SERVER = 400;
  private static final long MEBIBYTE = 1L << 20;

  /** Of rounds of the sweep: by then what is there should have gone on. */
  private static final int ROUNDS = 2;

  @Bean
  SystemCommands systemCommands(Ledger ledger, InstantSource clock) {
    return new SystemCommands(ledger, clock);
  }

  @Bean
  LoopDues loopDues(List<LoopType> types, OpenLoops loops, InstantSource clock) {
    return new LoopDues(types, loops, clock);
  }

  @Bean
  TemporalClock temporalClock(DatabaseClock clock) {
    return new TemporalClock(clock.machine());
  }

  /** A server that is started halted is so before its first loop goes on. */
  @Bean(destroyMethod = "close")
  @DependsOn(HaltAtStart.NAME)
  TemporalEngine temporalEngine(
      Installation installation,
      LoopSettings settings,
      LoopDues dues,
      TemporalClock clock,
      List<LoopType> types,
      MeterRegistry registry) {
    var address = installation.temporalAddress();
    return new TemporalEngine(
        address,
        installation.temporalTls(),
        installation.temporalNamespace(),
        Objects.requireNonNullElse(
            settings.turns(), address.isEmpty() ? TURNS_EMBEDDED : TURNS_ON_A_SERVER),
        new RecycleBounds(settings.heldTurns(), settings.heldMebibytes() * MEBIBYTE),
        settings.sweepEvery().multipliedBy(ROUNDS),
        dues,
        clock,
        types,
        registry);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService loopAlarm() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("loop-alarm").daemon().factory());
  }

  @Bean
  RecurringWork loopSweeping(
      OpenLoops loops,
      TemporalEngine engine,
      LoopSettings settings,
      InstantSource clock,
      ScheduledExecutorService loopAlarm) {
    var every = settings.sweepEvery();
    var sweep =
        new LoopSweep(
            loops::dueBefore,
            engine,
            clock,
            (wait, work) -> {
              var _ = loopAlarm.schedule(work, wait.toNanos(), TimeUnit.NANOSECONDS);
            },
            every.multipliedBy(ROUNDS));
    return RecurringWork.atOnceAndEvery(
        every,
        "the sweep of loops",
        () -> {
          engine.recycle();
          sweep.pokeDue();
        });
  }
}
