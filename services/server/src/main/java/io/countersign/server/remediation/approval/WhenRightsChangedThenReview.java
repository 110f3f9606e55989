package io.countersign.server.remediation.approval;

import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.delegation.DelegationEvent;
import io.countersign.domain.access.grant.GroupEvent;
import io.countersign.domain.access.identity.IdentityEvent;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.change.ChangeEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.policy.bundle.PolicyBundleEvent;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.automation.Automation;
import io.countersign.server.temporal.SystemCommands;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The automation that looks whether enough people could approve what waits, where somebody came to
 * a right, lost one or is away, can show no longer who they are, became the author of a runbook or
 * of a change that is held to be the cause, or where what is touched got another owner.
 */
@Component
final class WhenRightsChangedThenReview implements Automation {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Remediations remediations;
  private final SystemCommands commands;

  /** All that had been recorded by then was known to the last look. */
  private volatile long reviewed;

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
            AccessEvent.PasswordResetIssued.class,
            AccessEvent.BootstrapEnded.class,
            GroupEvent.MemberAdded.class,
            GroupEvent.MemberRemoved.class,
            GroupEvent.GroupGrantGiven.class,
            GroupEvent.GroupGrantRevoked.class,
            DelegationEvent.DelegationGiven.class,
            DelegationEvent.DelegationEnded.class,
            IdentityEvent.IdentityAdded.class,
            IdentityEvent.IdentityRemoved.class,
            PolicyBundleEvent.BundleTookEffect.class,
            CatalogEvent.EntityDeclared.class,
            CatalogEvent.EntityRetired.class,
            ChangeEvent.ChangeObserved.class,
            IncidentEvent.DiagnosisMade.class),
        this::review);
  }

  /**
   * What was requested before it is in the list: otherwise nobody would look at that again. Of many
   * changes at once, as of a group's members, all are taken by one look.
   */
  private void review(RecordedEvent changed) {
    if (changed.position() <= reviewed) {
      return;
    }
    long head = ledger.head();
    if (!ledger.awaitViews(head, PATIENCE)) {
      throw new IllegalStateException("the views lag behind");
    }
    reviewAll();
    reviewed = head;
  }

  private void reviewAll() {
    var filter = new Remediations.Filter(Remediations.State.AWAITING_APPROVAL, null);
    Page.<Remediations.Row>each(
        it -> remediations.list(filter, it),
        it -> {
          var command = new RequestApproval(new RemediationId(it.id()));
          var _ = commands.send(command, it.incident());
        });
  }
}
