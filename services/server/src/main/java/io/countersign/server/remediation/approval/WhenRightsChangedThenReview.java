package io.countersign.server.remediation.approval;

import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.delegation.DelegationEvent;
import io.countersign.domain.access.grant.GroupEvent;
import io.countersign.domain.access.identity.IdentityEvent;
import io.countersign.domain.policy.bundle.PolicyBundleEvent;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.SystemCommands;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that looks whether enough people could approve what waits, where somebody came to
 * a right, lost one or is away, or became the author of a runbook.
 */
@Component
final class WhenRightsChangedThenReview implements Automation {
  private final Ledger ledger;
  private final Remediations remediations;
  private final SystemCommands commands;

  WhenRightsChangedThenReview(Ledger ledger, Remediations remediations, SystemCommands commands) {
    this.ledger = ledger;
    this.remediations = remediations;
    this.commands = commands;
  }

  @Override
  public void begin(String url) {
    ledger.automation(
        "review-approvers",
        Set.of(
            AccessEvent.PrincipalRegistered.class,
            AccessEvent.RoleGranted.class,
            AccessEvent.RoleRevoked.class,
            AccessEvent.GrantGiven.class,
            AccessEvent.GrantRevoked.class,
            AccessEvent.PrincipalDisabled.class,
            AccessEvent.PasswordChanged.class,
            AccessEvent.BootstrapEnded.class,
            GroupEvent.MemberAdded.class,
            GroupEvent.MemberRemoved.class,
            GroupEvent.GroupGrantGiven.class,
            GroupEvent.GroupGrantRevoked.class,
            DelegationEvent.DelegationGiven.class,
            DelegationEvent.DelegationEnded.class,
            IdentityEvent.IdentityAdded.class,
            IdentityEvent.IdentityRemoved.class,
            PolicyBundleEvent.BundleTookEffect.class),
        this::review);
  }

  private void review(RecordedEvent changed) {
    var filter = new Remediations.Filter(Remediations.State.AWAITING_APPROVAL, null);
    Page.<Remediations.Row>each(
        it -> remediations.list(filter, it),
        it -> {
          var command = new RequestApproval(new RemediationId(it.id()));
          var _ = commands.send(command, it.incident());
        });
  }
}
