package io.countersign.server.schedule;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Work that is done again and again while the server runs; one round's failure isn't the next's. A
 * bean of this type is scheduled.
 */
public final class RecurringWork implements SchedulingConfigurer {
  private static final Logger LOG = LoggerFactory.getLogger(RecurringWork.class);

  private final String name;
  private final Duration first;
  private final Duration pause;
  private final Runnable round;

  private RecurringWork(String name, Duration first, Duration pause, Runnable round) {
    this.name = name;
    this.first = first;
    this.pause = pause;
    this.round = round;
  }

  /**
   * @param pause before each round
   */
  public static RecurringWork every(Duration pause, String name, Runnable round) {
    return new RecurringWork(name, pause, pause, round);
  }

  /**
   * The same with a first round at once.
   *
   * @param pause after each round
   */
  public static RecurringWork atOnceAndEvery(Duration pause, String name, Runnable round) {
    return new RecurringWork(name, Duration.ZERO, pause, round);
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar registrar) {
    registrar.addFixedDelayTask(new FixedDelayTask(this::doRound, pause, first));
  }

  private void doRound() {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed and will be tried again", name, e);
    }
  }
}
