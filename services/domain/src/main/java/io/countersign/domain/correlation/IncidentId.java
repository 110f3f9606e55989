package io.countersign.domain.correlation;

import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertId;
import java.util.Map;

/**
 * Derived from the first alert's id, so that opening an incident twice opens it once (invariant
 * 14).
 */
public record IncidentId(String value) {
  public IncidentId {
    if (!value.matches("inc_[0-9a-f]{16}")) {
      throw new IllegalArgumentException("not an incident id: " + value);
    }
  }

  public static IncidentId of(AlertId first) {
    var digest = Digest.ofJson(Map.of("t", "incident", "alert", first.value())).hex();
    return new IncidentId("inc_" + digest.substring(0, 16));
  }

  @Override
  public String toString() {
    return value;
  }
}
