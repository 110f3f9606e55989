package io.countersign.domain.reference;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.remediation.RemediationId;

/**
 * The incident or the remediation that holds references, by the text of its id. The aggregate that
 * keeps them has an id of its own, which follows from it.
 */
public record ReferenceHolder(String value) {
  private static final String INCIDENT = "inc_";
  private static final String REMEDIATION = "rem_";
  private static final String PREFIX = "ref_";

  /**
   * @throws IllegalArgumentException for text that is neither's id
   */
  public ReferenceHolder {
    if (value.startsWith(INCIDENT)) {
      var _ = new IncidentId(value);
    } else {
      var _ = new RemediationId(value);
    }
  }

  public static ReferenceHolder of(IncidentId incident) {
    return new ReferenceHolder(incident.value());
  }

  public static ReferenceHolder of(RemediationId remediation) {
    return new ReferenceHolder(remediation.value());
  }

  public boolean isIncident() {
    return value.startsWith(INCIDENT);
  }

  public boolean isRemediation() {
    return value.startsWith(REMEDIATION);
  }

  /**
   * The id of the aggregate that keeps its references, such as {@code ref_inc_0123456789abcdef}.
   */
  public String aggregate() {
    return PREFIX + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
