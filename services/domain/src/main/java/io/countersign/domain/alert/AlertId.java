package io.countersign.domain.alert;

import io.countersign.domain.Digest;
import java.time.Instant;
import java.util.Map;

/**
 * One episode of an alert: SHA-256 over integration, fingerprint, start and an ordinal, since
 * fingerprint and start come again (invariant 16).
 */
public record AlertId(String value) {
  public AlertId {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not an alert id: " + value);
    }
  }

  /** The first episode. */
  public static AlertId of(String integration, String fingerprint, Instant startsAt) {
    return of(integration, fingerprint, startsAt, 0);
  }

  /**
   * @param ordinal how many episodes of the same alert began before
   */
  public static AlertId of(String integration, String fingerprint, Instant startsAt, int ordinal) {
    return new AlertId(
        Digest.ofJson(
                Map.of(
                    "integration", integration,
                    "fingerprint", fingerprint,
                    "startsAt", startsAt.toString(),
                    "ordinal", ordinal))
            .hex());
  }

  @Override
  public String toString() {
    return value;
  }
}
