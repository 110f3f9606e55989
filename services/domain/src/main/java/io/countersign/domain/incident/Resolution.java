package io.countersign.domain.incident;

import io.countersign.domain.PrincipalId;

/** The way in which an incident was closed. */
public sealed interface Resolution {
  /** A remediation was executed and verified by telemetry. */
  record Remedied(String remediation) implements Resolution {}

  /** Nobody verified it; this person answers for it, and every report shows that. */
  record Overridden(PrincipalId by, String reason) implements Resolution {}
}
