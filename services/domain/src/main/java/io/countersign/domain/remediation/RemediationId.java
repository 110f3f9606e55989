package io.countersign.domain.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.correlation.IncidentId;
import java.util.Map;
import java.util.regex.Pattern;

/** Derived from the incident and the proposal's content, so that proposing twice proposes once. */
public record RemediationId(String value) {
  private static final Pattern FORM = Pattern.compile("rem_[0-9a-f]{16}");

  public RemediationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a remediation id: " + value);
    }
  }

  /**
   * @param attempt 1 for the first proposal with this content, 2 after that one ended, ...
   */
  public static RemediationId of(IncidentId incident, Digest proposal, int attempt) {
    var digest =
        Digest.ofJson(
                Map.of(
                    "t",
                    "remediation",
                    "incident",
                    incident.value(),
                    "proposal",
                    proposal.hex(),
                    "attempt",
                    attempt))
            .hex();
    return new RemediationId("rem_" + digest.substring(0, 16));
  }

  @Override
  public String toString() {
    return value;
  }
}
