package io.countersign.domain.remediation.course;

import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.TargetState;
import java.util.List;

/** The outcome of reading targets. */
public sealed interface TargetReading {
  /** In the order that they were asked for. */
  record Read(List<ObservedTarget> targets) implements TargetReading {
    public Read {
      targets = List.copyOf(targets);
    }

    List<TargetState> states() {
      return targets.stream().map(ObservedTarget::state).toList();
    }
  }

  /** At least one couldn't be asked. */
  record Unreadable() implements TargetReading {}
}
