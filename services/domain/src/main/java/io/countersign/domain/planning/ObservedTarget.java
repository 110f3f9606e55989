package io.countersign.domain.planning;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A target as it was read at one moment.
 *
 * @param state the fields that matter; those that look like a secret are redacted here
 * @param instance which instance of it runs, in the target's own words: since when, or a generation
 *     that counts; only ever compared for being the same, never with a clock; null if it isn't told
 */
public record ObservedTarget(TargetState state, @Nullable String instance) {
  public ObservedTarget {
    state = state.redacted();
  }

  /** The same with these fields only. */
  public ObservedTarget only(Set<String> names) {
    return new ObservedTarget(state.only(names), instance);
  }

  /** Whether another instance runs by now; not where either isn't told. */
  public boolean restartedBy(ObservedTarget now) {
    return instance != null && now.instance != null && !instance.equals(now.instance);
  }
}
