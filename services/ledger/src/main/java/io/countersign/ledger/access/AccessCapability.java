package io.countersign.ledger.access;

import static java.util.Map.entry;

import io.countersign.domain.access.Access;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.confirmation.Confirmation;
import io.countersign.domain.access.confirmation.ConfirmationEvent;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.domain.access.delegation.DelegationEvent;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.access.delegation.DelegationState;
import io.countersign.domain.access.grant.Group;
import io.countersign.domain.access.grant.GroupEvent;
import io.countersign.domain.access.identity.Identity;
import io.countersign.domain.access.identity.IdentityEvent;
import io.countersign.domain.access.identity.IdentityId;
import io.countersign.domain.access.link.AccountUse;
import io.countersign.domain.access.link.LinkEvent;
import io.countersign.domain.access.link.LinkId;
import io.countersign.domain.access.link.LinkState;
import io.countersign.ledger.access.delegation.DelegationFactWriter;
import io.countersign.ledger.access.delegation.DelegationFactsProvider;
import io.countersign.ledger.access.delegation.DelegationKind;
import io.countersign.ledger.access.identity.IdentityFactWriter;
import io.countersign.ledger.access.identity.IdentityFactsProvider;
import io.countersign.ledger.access.identity.IdentityKind;
import io.countersign.ledger.access.link.LinkFactWriter;
import io.countersign.ledger.access.link.LinkFactsProvider;
import io.countersign.ledger.access.link.LinkKind;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.capability.BatchParts;
import io.countersign.ledger.capability.Capability;
import java.util.List;
import java.util.Map;

/** The capability {@code access}: principals, roles, sessions, tokens and the kill switch. */
public final class AccessCapability implements Capability {
  @Override
  public List<Events<?>> events() {
    return List.of(
        new Events<>(
            AccessEvent.class,
            Map.ofEntries(
                entry(AccessEvent.PrincipalRegistered.class, "access.principal-registered"),
                entry(AccessEvent.RoleGranted.class, "access.role-granted"),
                entry(AccessEvent.RoleRevoked.class, "access.role-revoked"),
                entry(AccessEvent.GrantGiven.class, "access.grant-given"),
                entry(AccessEvent.GrantRevoked.class, "access.grant-revoked"),
                entry(AccessEvent.PrincipalDisabled.class, "access.principal-disabled"),
                entry(AccessEvent.PasswordChanged.class, "access.password-changed"),
                entry(AccessEvent.SessionOpened.class, "access.session-opened"),
                entry(AccessEvent.SessionClosed.class, "access.session-closed"),
                entry(AccessEvent.PasswordResetIssued.class, "access.password-reset-issued"),
                entry(AccessEvent.AdministratorRecovered.class, "access.administrator-recovered"),
                entry(AccessEvent.BootstrapEnded.class, "access.bootstrap-ended"),
                entry(AccessEvent.LockedOut.class, "access.locked-out"),
                entry(AccessEvent.SprayingNoticed.class, "access.spraying-noticed"),
                entry(AccessEvent.TokenIssued.class, "access.token-issued"),
                entry(AccessEvent.TokenRevoked.class, "access.token-revoked"),
                entry(AccessEvent.KillSwitchSet.class, "access.kill-switch-set"),
                entry(AccessEvent.MaintenanceOrdered.class, "access.maintenance-ordered"),
                entry(AccessEvent.AttemptRefused.class, "access.attempt-refused"))),
        new Events<>(
            ConfirmationEvent.class,
            Map.ofEntries(
                entry(ConfirmationEvent.ChangeProposed.class, "access.change-proposed"),
                entry(ConfirmationEvent.ChangeAdopted.class, "access.change-adopted"),
                entry(ConfirmationEvent.ChangeConfirmed.class, "access.change-confirmed"),
                entry(ConfirmationEvent.ChangeWithdrawn.class, "access.change-withdrawn"),
                entry(ConfirmationEvent.ChangeCompleted.class, "access.change-completed"),
                entry(ConfirmationEvent.ChangeFailed.class, "access.change-failed"),
                entry(ConfirmationEvent.AttemptRefused.class, "access.change-attempt-refused"))),
        new Events<>(
            IdentityEvent.class,
            Map.ofEntries(
                entry(IdentityEvent.IdentityAdded.class, "access.identity-added"),
                entry(IdentityEvent.IdentityRemoved.class, "access.identity-removed"),
                entry(IdentityEvent.AttemptRefused.class, "access.identity-attempt-refused"))),
        new Events<>(
            LinkEvent.class,
            Map.ofEntries(
                entry(LinkEvent.LinkOffered.class, "access.link-offered"),
                entry(LinkEvent.AccountProposed.class, "access.account-proposed"),
                entry(LinkEvent.AccountLinked.class, "access.account-linked"),
                entry(LinkEvent.LinkEnded.class, "access.link-ended"),
                entry(LinkEvent.AttemptRefused.class, "access.link-attempt-refused"))),
        new Events<>(
            AccountUse.class,
            Map.ofEntries(entry(AccountUse.AccountUsed.class, "access.account-used"))),
        new Events<>(
            DelegationEvent.class,
            Map.ofEntries(
                entry(DelegationEvent.DelegationGiven.class, "access.delegation-given"),
                entry(DelegationEvent.DelegationEnded.class, "access.delegation-ended"),
                entry(DelegationEvent.AttemptRefused.class, "access.delegation-attempt-refused"))),
        new Events<>(
            GroupEvent.class,
            Map.ofEntries(
                entry(GroupEvent.GroupCreated.class, "access.group-created"),
                entry(GroupEvent.GroupRenamed.class, "access.group-renamed"),
                entry(GroupEvent.MemberAdded.class, "access.member-added"),
                entry(GroupEvent.MemberRemoved.class, "access.member-removed"),
                entry(GroupEvent.GroupGrantGiven.class, "access.group-grant-given"),
                entry(GroupEvent.GroupGrantRevoked.class, "access.group-grant-revoked"),
                entry(GroupEvent.AttemptRefused.class, "access.group-attempt-refused"))));
  }

  @Override
  public List<Class<?>> sealedTypes() {
    return List.of(
        Access.class,
        Confirmation.class,
        ConfirmationSubject.class,
        DelegationState.class,
        Identity.class,
        LinkState.class,
        Group.class);
  }

  @Override
  public List<TextId<?>> textIds() {
    return List.of(
        new TextId<>(ConfirmationId.class, ConfirmationId::new),
        new TextId<>(DelegationId.class, DelegationId::new),
        new TextId<>(IdentityId.class, IdentityId::new),
        new TextId<>(LinkId.class, LinkId::new),
        new TextId<>(GrantId.class, GrantId::new),
        new TextId<>(GroupId.class, GroupId::new),
        new TextId<>(GrantHolder.class, GrantHolder::new));
  }

  @Override
  public List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of(
        AccessKind.KIND,
        ConfirmationKind.KIND,
        IdentityKind.KIND,
        LinkKind.KIND,
        DelegationKind.KIND,
        GroupKind.KIND);
  }

  @Override
  public BatchParts batchParts() {
    return BatchParts.of(
        List.of(
            new AccessFactWriter(),
            new ConfirmationFactWriter(),
            new IdentityFactWriter(),
            new LinkFactWriter(),
            new DelegationFactWriter(),
            new GroupFactWriter()),
        List.of(
            new AccessFactsProvider(),
            new IdentityFactsProvider(),
            new LinkFactsProvider(),
            new DelegationFactsProvider()));
  }
}
