package io.countersign.domain.planning;

import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The state of a target, as it was read.
 *
 * @param fields only those that matter to the action (version, previous version, wanted replicas);
 *     never a pid or a restart counter
 */
public record TargetState(EntityId target, Map<String, String> fields) {
  public TargetState {
    fields = Map.copyOf(fields);
  }

  /** The same with these fields only. */
  public TargetState only(Set<String> names) {
    var kept = new HashMap<>(fields);
    kept.keySet().retainAll(names);
    return new TargetState(target, kept);
  }

  /**
   * The same without what looks like a secret: what is read of a target is recorded, and compared
   * with what was recorded.
   */
  public TargetState redacted() {
    return new TargetState(target, TextRedaction.secretValues(fields));
  }

  /** Whether it is as expected: every expected field is there with the same value. */
  public boolean matches(Map<String, String> expected) {
    return fields.entrySet().containsAll(expected.entrySet());
  }
}
