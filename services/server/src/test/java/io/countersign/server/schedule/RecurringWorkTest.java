package io.countersign.server.schedule;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@Timeout(value = 10, unit = MINUTES)
class RecurringWorkTest {
  private static final long PATIENCE = Eventually.PATIENCE.toSeconds();
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  @Test
  void aRoundThatFailsIsFollowedByTheNext() throws InterruptedException {
    var rounds = new CountDownLatch(3);
    var work =
        RecurringWork.every(
            SOON,
            "a test",
            () -> {
              rounds.countDown();
              throw new IllegalStateException("on purpose");
            });
    try (var _ = scheduled(work)) {
      assertThat(rounds.await(PATIENCE, SECONDS)).isTrue();
    }
  }

  @Test
  void oneThatWaitsHoldsUpNoOther() throws InterruptedException {
    var forever = new CountDownLatch(1);
    var rounds = new CountDownLatch(2);
    try (var _ =
        scheduled(
            RecurringWork.every(SOON, "a long wait", () -> await(forever)),
            RecurringWork.every(SOON, "a test", rounds::countDown))) {
      assertThat(rounds.await(PATIENCE, SECONDS)).isTrue();
    }
  }

  @Test
  void theFirstRoundComesAtOnceOrAfterAPause() throws InterruptedException {
    var atOnce = new CountDownLatch(1);
    var later = new AtomicInteger();
    try (var _ =
        scheduled(
            RecurringWork.every(NEVER, "a test", later::incrementAndGet),
            RecurringWork.atOnceAndEvery(NEVER, "a test", atOnce::countDown))) {
      assertThat(atOnce.await(PATIENCE, SECONDS)).isTrue();
    }
    assertThat(later).hasValue(0);
  }

  @Test
  void whatRunsAtTheEndIsInterrupted() throws InterruptedException {
    var running = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var context =
        scheduled(
            RecurringWork.every(
                SOON,
                "a long wait",
                () -> {
                  running.countDown();
                  if (!await(new CountDownLatch(1))) {
                    interrupted.countDown();
                  }
                }));
    assertThat(running.await(PATIENCE, SECONDS)).isTrue();
    context.close();
    assertThat(interrupted.await(PATIENCE, SECONDS)).isTrue();
  }

  /** Requests that are still answered may rely on it. */
  @Test
  void goesOnUntilTheWebServerHasStopped() {
    var web = new Web();
    var context = context(RecurringWork.every(SOON, "a test", web::round));
    context.registerBean(Web.class, () -> web);
    context.refresh();
    context.close();
    assertThat(web.roundWhileStopping).isTrue();
  }

  /** Stops in the phase of the web server, once another round was done. */
  private static final class Web implements SmartLifecycle {
    private static final int PHASE = Integer.MAX_VALUE - 1024;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch seen = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean roundWhileStopping;

    void round() {
      if (stopping.getCount() == 0) {
        seen.countDown();
      }
    }

    @Override
    public void start() {
      running = true;
    }

    @Override
    public void stop() {
      stopping.countDown();
      roundWhileStopping = await(seen);
      running = false;
    }

    @Override
    public boolean isRunning() {
      return running;
    }

    @Override
    public int getPhase() {
      return PHASE;
    }
  }

  private static AnnotationConfigApplicationContext scheduled(RecurringWork... works) {
    var context = context(works);
    context.refresh();
    return context;
  }

  private static AnnotationConfigApplicationContext context(RecurringWork... works) {
    var context = new AnnotationConfigApplicationContext();
    context.register(SchedulingConfiguration.class);
    for (int i = 0; i < works.length; i++) {
      var work = works[i];
      context.registerBean("work" + i, RecurringWork.class, () -> work);
    }
    return context;
  }

  /** Whether it came; false when interrupted. */
  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE, SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
