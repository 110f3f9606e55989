package io.countersign.domain.alert;

import io.countersign.domain.Digest;
import java.time.Instant;
import java.util.Map;

/** One episode of an alert: SHA-256 over integration, fingerprint and start (invariant 16). */
public record AlertId(String value) {
  public AlertId {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not an alert id: " + value);
    }
  }

  public static AlertId of(String integration, String fingerprint, Instant startsAt) {
    return new AlertId(
        Digest.ofJson(
                Map.of(
                    "integration", integration,
                    "fingerprint", fingerprint,
                    "startsAt", startsAt.toString()))
            .hex());
  }

  @Override
  public String toString() {
    return value;
  }
}
