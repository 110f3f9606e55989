package io.countersign.domain.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The time that a piece of work takes of a processor, in its own thread: the same however busy the
 * machine is otherwise.
 */
public final class ProcessorTime {
  private ProcessorTime() {}

  public static Duration of(Supplier<?> work) {
    var threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    var _ = work.get();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
  }
}
