package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.remediation.RemediationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of what one runbook may do by itself in one environment. */
public sealed interface AutonomyEvent extends Event {
  AutonomyId autonomy();

  /**
   * @param content the runbook's digest
   * @param record what it rests on
   * @param by who wanted it, or stands for it
   * @param confirmedBy the second person
   */
  record RunbookPromoted(
      AutonomyId autonomy,
      String runbook,
      Digest content,
      String environment,
      Instant until,
      EarnedRecord record,
      PrincipalId by,
      PrincipalId confirmedBy,
      Instant at)
      implements AutonomyEvent {}

  /**
   * @param by the person; the product's own after a failure
   * @param failed the remediation that failed; null where a person did it
   */
  record RunbookDemoted(
      AutonomyId autonomy,
      String runbook,
      String environment,
      PrincipalId by,
      String reason,
      @Nullable RemediationId failed)
      implements AutonomyEvent {}

  record AttemptRefused(
      AutonomyId autonomy, RefusalCode code, PrincipalId by, String command, Instant at)
      implements AutonomyEvent, RefusalEvent {}
}
