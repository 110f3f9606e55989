package io.countersign.server.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of every activity, which tells that its worker lives, so that the loop of a killed
 * one goes on elsewhere within seconds and not after the activity's whole time.
 */
final class HeartbeatInterceptor extends WorkerInterceptorBase {
  private static final long EVERY_SECONDS = 3;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("activity-heartbeat").daemon().factory());

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityExecutionContext context;

      @Override
      public void init(ActivityExecutionContext context) {
        this.context = context;
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        var beating =
            timer.scheduleAtFixedRate(
                () -> beat(Objects.requireNonNull(context)),
                EVERY_SECONDS,
                EVERY_SECONDS,
                TimeUnit.SECONDS);
        try {
          return super.execute(input);
        } finally {
          beating.cancel(false);
        }
      }
    };
  }

  /** Somebody else has the activity by now: our own result will be refused, which is right. */
  private static void beat(ActivityExecutionContext context) {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException _) {
      Thread.yield();
    }
  }
}
