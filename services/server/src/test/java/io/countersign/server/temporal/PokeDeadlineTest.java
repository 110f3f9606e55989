package io.countersign.server.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PokeDeadlineTest {
  /** Takes pokes and answers none, as a server that stands still. */
  private static final class Still extends WorkflowServiceImplBase {
    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      answer.onNext(GetSystemInfoResponse.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void signalWithStartWorkflowExecution(
        SignalWithStartWorkflowExecutionRequest request,
        StreamObserver<SignalWithStartWorkflowExecutionResponse> answer) {}
  }

  /** Its client would try for more than a minute, and all others wait behind it. */
  @Test
  void aPokeThatIsNotAnsweredIsGivenUpSoon() throws Exception {
    var server = InProcessServerBuilder.forName("still").addService(new Still()).build().start();
    var channel = InProcessChannelBuilder.forName("still").build();
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
    try {
      var begun = Instant.now();
      assertThatThrownBy(() -> PokeDeadline.within(Duration.ofSeconds(1), () -> poke(stubs)))
          .isInstanceOf(WorkflowServiceException.class)
          .hasStackTraceContaining("DEADLINE_EXCEEDED");
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMinutes(1));
    } finally {
      stubs.shutdownNow();
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static void poke(WorkflowServiceStubs stubs) {
    var options = WorkflowOptions.newBuilder().setWorkflowId("a").setTaskQueue("b").build();
    var stub = WorkflowClient.newInstance(stubs).newUntypedWorkflowStub("Incident", options);
    var _ = stub.signalWithStart("poke", new Object[0], new Object[] {"a"});
  }
}
