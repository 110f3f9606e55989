package io.countersign.domain.remediation;

import io.countersign.domain.catalog.EntityId;
import java.util.Map;

/**
 * What was read of a target.
 *
 * @param fields only those that matter to the action (version, previous version, wanted replicas);
 *     never a pid or a restart counter
 */
public record TargetState(EntityId target, Map<String, String> fields) {
  public TargetState {
    fields = Map.copyOf(fields);
  }

  /** Whether it is as expected: every expected field is there with the same value. */
  public boolean matches(Map<String, String> expected) {
    return fields.entrySet().containsAll(expected.entrySet());
  }
}
