package io.countersign.server.remediation.approval;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.decision.RemediationDecider;
import io.countersign.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The word that the decider would have for somebody who approved a plan at this moment: its own, by
 * the facts that it would go by. Nothing is recorded.
 */
@Component
public final class DecisionPreview {
  private final Ledger ledger;

  DecisionPreview(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Empty where nobody is asked. */
  public Optional<AwaitingApproval> waiting(RemediationId remediation) {
    return ledger.remediation(remediation) instanceof AwaitingApproval state
        ? Optional.of(state)
        : Optional.empty();
  }

  /**
   * @param who a person
   */
  public Answer of(AwaitingApproval state, Actor who, Instant at) {
    return ledger.ask(facts -> approving(state, context(who, at, facts)));
  }

  private static Answer approving(AwaitingApproval state, CommandContext context) {
    var dossier = state.dossier();
    var approve = new Approve(dossier.remediation(), dossier.planDigest(), "as shown");
    return RemediationDecider.decide(state, approve, context).answer();
  }

  private static CommandContext context(Actor who, Instant at, Facts facts) {
    return new CommandContext(new UUID(0, 0), who, at, Surface.API, null, null, null, facts);
  }
}
