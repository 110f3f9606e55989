package io.countersign.domain.remediation.autonomy;

import io.countersign.domain.Command;
import io.countersign.domain.Digest;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.remediation.RemediationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command about what one runbook may do by itself in one environment. */
public sealed interface AutonomyCommand extends Command {
  AutonomyId autonomy();

  @Override
  default String target() {
    return autonomy().value();
  }

  /**
   * Whether somebody may propose a promotion of it as it is: nothing comes of it but a refusal.
   *
   * @param content the runbook's digest
   */
  record ConsiderPromotion(String runbook, Digest content, String environment)
      implements AutonomyCommand {
    @Override
    public AutonomyId autonomy() {
      return AutonomyId.of(runbook, environment);
    }
  }

  /**
   * It may be carried out there without asking, if policy lets it.
   *
   * @param content the runbook's digest
   * @param confirmation by which a second person agreed; null where nobody did, which is refused
   */
  record PromoteRunbook(
      String runbook,
      Digest content,
      String environment,
      Instant until,
      @Nullable ConfirmationId confirmation)
      implements AutonomyCommand {
    @Override
    public AutonomyId autonomy() {
      return AutonomyId.of(runbook, environment);
    }
  }

  /**
   * People are asked again.
   *
   * @param failed the remediation by which the product does it; null where a person does
   * @param at when that failed (UTC); null where a person does it
   */
  record DemoteRunbook(
      String runbook,
      String environment,
      String reason,
      @Nullable RemediationId failed,
      @Nullable Instant at)
      implements AutonomyCommand {
    public DemoteRunbook {
      reason = TextRedaction.text(reason);
    }

    @Override
    public AutonomyId autonomy() {
      return AutonomyId.of(runbook, environment);
    }
  }
}
