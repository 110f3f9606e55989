package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.Digest;
import java.util.Map;

/** Names what one runbook may do by itself in one environment. */
public record AutonomyId(String value) {
  private static final int HEX_DIGITS = 20;

  public AutonomyId {
    if (!value.matches("aut_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not an autonomy's id: " + value);
    }
  }

  /** There is one for each runbook and environment. */
  public static AutonomyId of(String runbook, String environment) {
    var named =
        Digest.ofJson(
            Map.of("t", "countersign-autonomy/1", "runbook", runbook, "environment", environment));
    return new AutonomyId("aut_" + named.hex().substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
