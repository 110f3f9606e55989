package io.countersign.domain.access.grant;

import static io.countersign.domain.RefusalCode.CREDENTIAL_NOT_OWN;
import static io.countersign.domain.testing.Contexts.after;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantHolder;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantAddition;
import io.countersign.domain.access.confirmation.ConfirmationSubject.GrantRevocation;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Membership;
import io.countersign.domain.access.grant.GroupCommand.AddMember;
import io.countersign.domain.access.grant.GroupCommand.CreateGroup;
import io.countersign.domain.access.grant.GroupCommand.GiveGroupGrant;
import io.countersign.domain.access.grant.GroupCommand.RemoveMember;
import io.countersign.domain.access.grant.GroupCommand.RenameGroup;
import io.countersign.domain.access.grant.GroupCommand.RevokeGroupGrant;
import io.countersign.domain.access.grant.GroupEvent.GroupCreated;
import io.countersign.domain.access.grant.GroupEvent.GroupGrantGiven;
import io.countersign.domain.access.grant.GroupEvent.GroupGrantRevoked;
import io.countersign.domain.access.grant.GroupEvent.GroupRenamed;
import io.countersign.domain.access.grant.GroupEvent.MemberAdded;
import io.countersign.domain.access.grant.GroupEvent.MemberRemoved;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Groups: by whom they are made, and who becomes a member. */
class GroupDeciderTest {
  private static final DeciderSpec<Group, GroupEvent, GroupCommand> GROUP =
      DeciderSpec.of(Group.initial(), Group::evolve, GroupDecider::decide);
  private static final GroupId DBA = GroupId.named("dba");
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final PrincipalId ROOT = new PrincipalId("root");
  private static final PrincipalId EVE = new PrincipalId("eve");
  private static final ConfirmationId CONFIRMATION = new ConfirmationId("cnf_0123456789abcdef0123");
  private static final GroupCreated CREATED = new GroupCreated(DBA, "Databases");
  private static final MemberAdded ADDED = new MemberAdded(DBA, PAT, ROOT, EVE);
  private static final Grant APPROVER =
      new Grant(
          GrantId.of(new UUID(0, 1)),
          Role.APPROVER,
          new Scope("data", null, null, null),
          null,
          null);
  private static final Grant RESPONDER =
      new Grant(
          GrantId.of(new UUID(1, 1)),
          Role.RESPONDER,
          new Scope("data", null, null, null),
          null,
          null);

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("root", Role.ADMINISTRATOR)
          .person("eve", Role.ADMINISTRATOR)
          .person("pat")
          .bootstrapped();
  private final AddMember add = new AddMember(DBA, PAT, null);
  private final AddMember agreed = new AddMember(DBA, PAT, CONFIRMATION);

  private void agree() {
    facts.agreed(CONFIRMATION, new Membership(DBA, PAT, true), "eve", after(60));
  }

  @Test
  void anAdministratorMakesOneAndNobodyElse() {
    var create = new CreateGroup(DBA, "Databases");
    GROUP.given().when(create, facts.as("root")).then(CREATED);
    GROUP.given().when(create, facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
    GROUP.given(CREATED).when(create, facts.as("root")).thenUnchanged();
    GROUP
        .given(CREATED)
        .when(new CreateGroup(DBA, "Others"), facts.as("root"))
        .thenRefused(RefusalCode.GROUP_EXISTS);
    GROUP
        .given()
        .when(new CreateGroup(DBA, " "), facts.as("root"))
        .thenRefused(RefusalCode.BAD_REQUEST);
    GROUP.given().when(add, facts.as("root")).thenRefused(RefusalCode.UNKNOWN_GROUP);
  }

  /** Whoever swaps what two groups are called swaps nothing else: members and grants stay. */
  @Test
  void h07_aGroupIsKnownByItsIdWhateverItIsCalled() {
    var renamed = new GroupRenamed(DBA, "Approvers");
    GROUP
        .given(CREATED, ADDED)
        .when(new RenameGroup(DBA, "Approvers"), facts.as("root"))
        .then(renamed);
    GROUP
        .given(CREATED, renamed)
        .when(new RenameGroup(DBA, "Approvers"), facts.as("root"))
        .thenUnchanged();
    GROUP
        .given(CREATED, renamed)
        .when(new CreateGroup(DBA, "Databases"), facts.as("root"))
        .thenRefused(RefusalCode.GROUP_EXISTS);
    GROUP.given(CREATED, ADDED, renamed).when(agreed, facts.as("eve")).thenUnchanged();
  }

  @Test
  void aMemberIsAddedByTwoAndTakenOutByOne() {
    GROUP.given(CREATED).when(add, facts.as("root")).thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    agree();
    GROUP.given(CREATED).when(agreed, facts.as("eve")).then(ADDED);
    var remove = new RemoveMember(DBA, PAT);
    GROUP.given(CREATED, ADDED).when(remove, facts.as("root")).then(new MemberRemoved(DBA, PAT));
    GROUP.given(CREATED).when(remove, facts.as("root")).thenUnchanged();
  }

  /** A group is no way around it: root invited pat and could be speaking as pat. */
  @Test
  void whosePasswordAnotherCouldHaveChosenIsGivenNoSayByAGroup() {
    agree();
    facts.invited("pat", "root");
    GROUP.given(CREATED, approvers()).when(agreed, facts.as("eve")).thenRefused(CREDENTIAL_NOT_OWN);
    GROUP.given(CREATED).when(agreed, facts.as("eve")).then(ADDED);
    var give = new GiveGroupGrant(DBA, APPROVER, CONFIRMATION);
    facts.agreed(CONFIRMATION, new GrantAddition(GrantHolder.of(DBA), APPROVER), "eve", after(60));
    GROUP.given(CREATED, ADDED).when(give, facts.as("eve")).thenRefused(CREDENTIAL_NOT_OWN);
    GROUP.given(CREATED).when(give, facts.as("eve")).then(approvers());
  }

  private static GroupGrantGiven approvers() {
    return new GroupGrantGiven(DBA, APPROVER, ROOT, EVE);
  }

  @Test
  void nobodyMakesThemselvesAMemberOrGrantsTheirOwnGroup() {
    GROUP
        .given(CREATED)
        .when(new AddMember(DBA, ROOT, null), facts.as("root"))
        .thenRefused(RefusalCode.SOD_SELF_GRANT);
    GROUP
        .given(CREATED, new MemberAdded(DBA, ROOT, EVE, null))
        .when(new GiveGroupGrant(DBA, RESPONDER, null), facts.as("root"))
        .thenRefused(RefusalCode.SOD_SELF_GRANT);
  }

  @Test
  void onlyWhoIsThereBecomesAMember() {
    GROUP
        .given(CREATED)
        .when(new AddMember(DBA, new PrincipalId("nobody"), null), facts.as("root"))
        .thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
    facts.disabled("pat");
    GROUP.given(CREATED).when(add, facts.as("root")).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
  }

  @Test
  void whatItsMembersMayHoldIsGranted() {
    var give = new GiveGroupGrant(DBA, RESPONDER, null);
    var given = new GroupGrantGiven(DBA, RESPONDER, ROOT, null);
    GROUP.given(CREATED, ADDED).when(give, facts.as("root")).then(given);
    GROUP.given(CREATED, given).when(give, facts.as("root")).thenUnchanged();
    facts.granted("pat", grantOf(Role.AUDITOR));
    GROUP.given(CREATED, ADDED).when(give, facts.as("root")).thenRefused(RefusalCode.ROLE_CONFLICT);
  }

  /** So does a membership that would bring together what nobody holds both of. */
  @Test
  void whoHoldsWhatConflictsBecomesNoMember() {
    agree();
    facts.granted("pat", grantOf(Role.POLICY_AUTHOR));
    GROUP
        .given(CREATED, new GroupGrantGiven(DBA, APPROVER, ROOT, EVE))
        .when(agreed, facts.as("eve"))
        .thenRefused(RefusalCode.ROLE_CONFLICT);
  }

  @Test
  void whatDecidesTakesTwoForAGroupToo() {
    var give = new GiveGroupGrant(DBA, APPROVER, null);
    GROUP
        .given(CREATED)
        .when(give, facts.as("root"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    facts.agreed(CONFIRMATION, new GrantAddition(GrantHolder.of(DBA), APPROVER), "eve", after(60));
    var given = new GroupGrantGiven(DBA, APPROVER, ROOT, EVE);
    GROUP
        .given(CREATED)
        .when(new GiveGroupGrant(DBA, APPROVER, CONFIRMATION), facts.as("eve"))
        .then(given);
    var revoke = new RevokeGroupGrant(DBA, APPROVER.id());
    GROUP
        .given(CREATED, given)
        .when(revoke, facts.as("root"))
        .then(new GroupGrantRevoked(DBA, APPROVER.id()));
    GROUP.given(CREATED).when(revoke, facts.as("root")).thenUnchanged();
  }

  /** Whoever is looked at doesn't end the look alone, by whatever door the auditor came. */
  @Test
  void whoAuditsThroughAGroupIsTakenOutByTwo() {
    var auditor = everywhere(Role.AUDITOR);
    facts.granted("pat", auditor).inGroups("pat", DBA.name());
    var audits = new GroupGrantGiven(DBA, auditor, ROOT, EVE);
    GROUP
        .given(CREATED, ADDED, audits)
        .when(new RemoveMember(DBA, PAT), facts.as("root"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    GROUP
        .given(CREATED, ADDED, audits)
        .when(new RevokeGroupGrant(DBA, auditor.id()), facts.as("root"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    facts.agreed(CONFIRMATION, new Membership(DBA, PAT, false), "eve", after(60));
    GROUP
        .given(CREATED, ADDED, audits)
        .when(new RemoveMember(DBA, PAT, CONFIRMATION), facts.as("eve"))
        .then(new MemberRemoved(DBA, PAT));
    var change = new GrantRevocation(GrantHolder.of(DBA), auditor.id());
    facts.agreed(CONFIRMATION, change, "eve", after(60));
    GROUP
        .given(CREATED, ADDED, audits)
        .when(new RevokeGroupGrant(DBA, auditor.id(), CONFIRMATION), facts.as("eve"))
        .then(new GroupGrantRevoked(DBA, auditor.id()));
  }

  /** They audit by another grant as well, or were let go, or somebody else decides. */
  @Test
  void whereNobodyLosesALookOneTakesThemOut() {
    var auditor = everywhere(Role.AUDITOR);
    facts.person("ann", Role.AUDITOR).granted("ann", auditor);
    var ann = new PrincipalId("ann");
    GROUP
        .given(
            CREATED,
            new MemberAdded(DBA, ann, ROOT, EVE),
            new GroupGrantGiven(DBA, auditor, ROOT, EVE))
        .when(new RemoveMember(DBA, ann), facts.as("root"))
        .then(new MemberRemoved(DBA, ann));
    var approver = everywhere(Role.APPROVER);
    facts.granted("pat", approver);
    var decides = new GroupGrantGiven(DBA, approver, ROOT, EVE);
    GROUP
        .given(CREATED, ADDED, decides)
        .when(new RemoveMember(DBA, PAT), facts.as("root"))
        .thenRefused(RefusalCode.CONFIRMATION_REQUIRED);
    facts.person("other", Role.APPROVER);
    GROUP
        .given(CREATED, ADDED, decides)
        .when(new RemoveMember(DBA, PAT), facts.as("root"))
        .then(new MemberRemoved(DBA, PAT));
  }

  private static Grant everywhere(Role role) {
    return new Grant(GrantId.of(new UUID(role.ordinal(), 8)), role, Scope.EVERYWHERE, null, null);
  }

  private static Grant grantOf(Role role) {
    return new Grant(
        GrantId.of(new UUID(role.ordinal(), 9)),
        role,
        new Scope("data", null, null, null),
        null,
        null);
  }
}
