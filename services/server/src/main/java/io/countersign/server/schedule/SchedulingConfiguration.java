package io.countersign.server.schedule;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The scheduler of all recurring work. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {
  /** Virtual threads, so that a round that waits holds up no other. */
  private static final int AT_ONCE = 64;

  private static final int PATIENCE_SECONDS = 5;

  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new InterruptingScheduler();
    scheduler.setPoolSize(AT_ONCE);
    scheduler.setVirtualThreads(true);
    scheduler.setThreadNamePrefix("schedule-");
    scheduler.setAcceptTasksAfterContextClose(true);
    scheduler.setAwaitTerminationSeconds(PATIENCE_SECONDS);
    scheduler.setPhase(InterruptingScheduler.BEHIND_THE_WEB_SERVER);
    return scheduler;
  }

  /** Interrupts what runs when it's stopped, after the web server and before the ledger. */
  private static final class InterruptingScheduler extends ThreadPoolTaskScheduler {
    private static final int BEHIND_THE_WEB_SERVER = 0;

    @Override
    public void stop(Runnable stopped) {
      shutdown();
      stopped.run();
    }
  }
}
