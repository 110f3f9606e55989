package io.countersign.server.temporal;

import io.countersign.ledger.remediation.OpenLoops;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keeper of due times: after each activity of a loop the ledger knows when that goes on. */
final class LoopDues {
  private final List<LoopType> types;
  private final OpenLoops loops;
  private final InstantSource clock;

  LoopDues(List<LoopType> types, OpenLoops loops, InstantSource clock) {
    this.types = List.copyOf(types);
    this.loops = loops;
    this.clock = clock;
  }

  LoopType type(OpenLoops.Kind kind) {
    return types.stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
  }

  Optional<LoopType> ofWorkflow(String workflow) {
    return types.stream().filter(it -> it.workflow().equals(workflow)).findFirst();
  }

  Optional<LoopType> ofWorkflowId(String workflowId) {
    return types.stream().filter(it -> workflowId.startsWith(it.prefix())).findFirst();
  }

  /**
   * Has an activity done, and writes down when its loop goes on.
   *
   * @param id of what the loop is about
   */
  <T> T keeping(LoopType type, String id, Supplier<T> activity) {
    long touched = loops.touched(type.kind(), id);
    var answer = activity.get();
    if (touched >= 0) {
      loops.next(type.kind(), id, touched, after(type.dueIn().apply(answer)));
    }
    return answer;
  }

  private Instant after(@Nullable Duration wait) {
    var now = clock.instant();
    return wait == null ? now : now.plus(wait);
  }
}
