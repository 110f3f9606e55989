package io.countersign.domain.remediation;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;

/** The facts about how long the steps of runbooks took. */
public interface StepDurationFacts extends CapabilityFacts {
  /**
   * Of one content of a runbook, wherever it was carried out.
   *
   * @param runbook its digest
   * @param step its number on the way forward
   */
  StepDuration duration(Digest runbook, int step);
}
