package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Digest;
import java.util.Optional;

/**
 * The facts about what runbooks may do by themselves. They are written with what becomes of a
 * remediation: a failure ends a promotion in its own commit.
 */
public interface AutonomyFacts extends CapabilityFacts {
  /** The promotion that nothing ended but, maybe, time or another content. */
  Optional<Promotion> promotion(String runbook, String environment);

  /** How a runbook of that content did in an environment. */
  EarnedRecord record(Digest content, String environment);
}
