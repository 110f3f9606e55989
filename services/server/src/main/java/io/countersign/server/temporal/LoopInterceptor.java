package io.countersign.server.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor of every activity: it keeps that it runs, when that was handed out, and when its
 * loop goes on after it.
 */
final class LoopInterceptor extends WorkerInterceptorBase {
  private final LoopDues dues;
  private final ActivityWatch watch;
  private final TemporalClock temporal;

  LoopInterceptor(LoopDues dues, ActivityWatch watch, TemporalClock temporal) {
    this.dues = dues;
    this.watch = watch;
    this.temporal = temporal;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityInfo info;

      @Override
      public void init(ActivityExecutionContext context) {
        info = context.getInfo();
        temporal.handedOut(Instant.ofEpochMilli(info.getStartedTimestamp()));
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        var known = Objects.requireNonNull(info);
        var workflowId = Objects.requireNonNull(known.getWorkflowId());
        return watch.during(workflowId, () -> kept(known, workflowId, input));
      }

      private ActivityOutput kept(ActivityInfo known, String workflowId, ActivityInput input) {
        return dues.ofWorkflow(Objects.requireNonNull(known.getWorkflowType()))
            .map(type -> kept(type, workflowId, input))
            .orElseGet(() -> super.execute(input));
      }

      private ActivityOutput kept(LoopType type, String workflowId, ActivityInput input) {
        var id = workflowId.substring(type.prefix().length());
        var holder = new ActivityOutput[1];
        var _ =
            dues.keeping(
                type,
                id,
                () -> {
                  holder[0] = super.execute(input);
                  return holder[0].getResult();
                });
        return holder[0];
      }
    };
  }
}
