package io.countersign.domain.incident.course;

import io.countersign.domain.diagnosis.VerifiedRemedies;

/** The part of the evidence that an examination goes by. */
public sealed interface ExaminationScope {
  /** All that was seen since before the fault. */
  record Everything() implements ExaminationScope {}

  /**
   * What is still, or newly, unhealthy.
   *
   * @param after what was remedied already: its old fault is over
   */
  record WhatRemains(VerifiedRemedies after) implements ExaminationScope {}

  /** Where nothing was remedied yet, everything counts. */
  static ExaminationScope after(VerifiedRemedies remedied) {
    return remedied.targets().isEmpty() ? new Everything() : new WhatRemains(remedied);
  }
}
