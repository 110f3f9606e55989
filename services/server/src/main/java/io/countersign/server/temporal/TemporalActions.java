package io.countersign.server.temporal;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.command.v1.Command;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The count of what is asked of a Temporal server: what a cluster bills, and what an embedded one
 * keeps in memory for as long as it runs.
 */
final class TemporalActions implements ClientInterceptor {
  /** What the embedded server keeps of a turn besides its content, as measured. */
  private static final long BYTES_A_TURN = 4096;

  private final MeterRegistry registry;
  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  TemporalActions(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Turns of workflows since it was begun. */
  long turns() {
    return turns.get();
  }

  /** What they may hold, since it was begun. */
  long heldBytes() {
    return turns.get() * BYTES_A_TURN + bytes.get();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void sendMessage(Q message) {
        count(message);
        super.sendMessage(message);
      }
    };
  }

  private void count(Object message) {
    switch (message) {
      case SignalWithStartWorkflowExecutionRequest it -> {
        counted("signal");
        bytes.addAndGet(it.getSerializedSize());
      }
      case RespondWorkflowTaskCompletedRequest it -> {
        counted("workflow-task");
        turns.incrementAndGet();
        bytes.addAndGet(it.getSerializedSize());
        it.getCommandsList().forEach(this::count);
      }
      case RespondActivityTaskCompletedRequest it -> bytes.addAndGet(it.getSerializedSize());
      default -> {}
    }
  }

  private void count(Command command) {
    switch (command.getCommandType()) {
      case COMMAND_TYPE_START_TIMER -> counted("timer");
      case COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK -> counted("activity");
      case COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION -> counted("start");
      default -> {}
    }
  }

  private void counted(String kind) {
    registry.counter("countersign.temporal.actions", "kind", kind).increment();
  }
}
