package io.countersign.domain.remediation.course;

import io.countersign.domain.planning.TargetState;
import java.util.List;

/** The outcome of reading targets. */
public sealed interface TargetReading {
  /** In the order that they were asked for. */
  record Read(List<TargetState> states) implements TargetReading {
    public Read {
      states = List.copyOf(states);
    }
  }

  /** At least one couldn't be asked. */
  record Unreadable() implements TargetReading {}
}
