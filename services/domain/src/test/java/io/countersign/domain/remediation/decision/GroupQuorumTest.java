package io.countersign.domain.remediation.decision;

import static io.countersign.domain.remediation.decision.RemediationSpec.REMEDIATION;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.Remediations.ALICE;
import static io.countersign.domain.testing.Remediations.BOB;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.approved;
import static io.countersign.domain.testing.Remediations.evaluated;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.policy.GroupMatching;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRequested;
import io.countersign.domain.remediation.RemediationEvent.Approved;
import io.countersign.domain.testing.Cases;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A quorum of distinct persons, who stand for distinct groups; over what their role reaches. */
class GroupQuorumTest {
  private static final Digest SHOWN = plan().digest();
  private static final Approve APPROVE = new Approve(ID, SHOWN, "looks right");
  private final KnownFacts facts = staff();

  @Test
  void b03_whoIsInTwoGroupsCountsOnce() {
    facts.inGroups("alice", "dba", "payments");
    REMEDIATION
        .given(asked(1, Set.of(), 2))
        .when(APPROVE, facts.as("alice"))
        .then(by("alice", "dba", "payments"));
  }

  @Test
  void twoPersonsOfOneGroupAreNotTwoGroups() {
    facts.inGroups("alice", "dba").inGroups("bob", "dba").person("erin", Role.APPROVER);
    facts.inGroups("erin", "payments");
    var two =
        REMEDIATION.given(asked(2, Set.of(), 2)).and(by("alice", "dba")).and(by("bob", "dba"));
    assertThat(two.state().phase().name()).isEqualTo("AWAITING_APPROVAL");
    two.when(APPROVE, facts.as("erin"))
        .then(by("erin", "payments"), approved(ALICE, BOB, new PrincipalId("erin")));
  }

  @Test
  void onlyMembersOfTheNamedGroupsMayApprove() {
    facts.inGroups("alice", "payments").inGroups("bob", "dba");
    var given = REMEDIATION.given(asked(1, Set.of("dba", "network"), 1));
    given.when(APPROVE, facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN, "dba, network");
    given.when(APPROVE, facts.as("bob")).then(by("bob", "dba"), approved(BOB));
  }

  @Test
  void whoLeftTheGroupCountsNoMore() {
    facts.inGroups("alice", "dba").inGroups("bob", "payments");
    var given =
        REMEDIATION
            .given(asked(2, Set.of(), 2))
            .and(by("alice", "dba"), by("bob", "payments"), approved(ALICE, BOB));
    facts.inGroups("bob", "dba");
    given
        .when(start(policy(2, Set.of(), 2)), facts.asSystem())
        .thenRefused(RefusalCode.APPROVER_NO_LONGER_AUTHORISED);
  }

  /** Stricter policy of now asks for groups that nobody asked for then. */
  @Test
  void b38_groupsAskedForLaterAreAskedForAtTheGate() {
    var given =
        REMEDIATION
            .given(Remediations.awaiting(1))
            .and(Remediations.granted(ALICE), approved(ALICE));
    given
        .when(start(policy(1, Set.of(), 1)), facts.asSystem())
        .thenRefused(RefusalCode.NOT_APPROVED, "different groups");
  }

  @Test
  void b06_ofAHundredApprovalsOneMakesTheQuorumAndTheRestComesTooLate() {
    var given = REMEDIATION.given(Remediations.awaiting(2));
    int quorums = 0;
    int late = 0;
    for (int i = 0; i < 100; i++) {
      facts.person("p" + i, Role.APPROVER);
      var decided = given.when(APPROVE, facts.as("p" + i)).decision();
      quorums += (int) decided.events().stream().filter(Approved.class::isInstance).count();
      late +=
          decided.answer() instanceof io.countersign.domain.Answer.Refused(var code, _)
                  && code == RefusalCode.NOT_PENDING
              ? 1
              : 0;
      given = given.and(decided.events().toArray(RemediationEvent[]::new));
    }
    assertThat(quorums).isEqualTo(1);
    assertThat(late).isEqualTo(98);
  }

  @Test
  void b07_aThousandClicksOfOneApproverAreOneApproval() {
    var given = REMEDIATION.given(Remediations.awaiting(2)).after(APPROVE, facts.as("alice"));
    for (int i = 0; i < 1000; i++) {
      given.when(APPROVE, facts.as("alice")).thenUnchanged();
    }
  }

  @Test
  void b35_aRoleElsewhereApprovesNothingHere() {
    var elsewhere = new Scope(null, "eu-1", null, null);
    facts.scoped("alice", Role.APPROVER, elsewhere);
    var waits = REMEDIATION.given(Remediations.awaiting(1));
    waits.when(APPROVE, facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN);
    facts.scoped("alice", Role.APPROVER, new Scope(null, "rig", "checkout-api", "rollback"));
    assertThat(waits.when(APPROVE, facts.as("alice")).decision().events()).hasSize(2);
  }

  @Test
  void b35_aRoleForATeamApprovesWhatThatTeamAnswersFor() {
    facts.scoped("alice", Role.APPROVER, new Scope("payments", null, null, null));
    var waits = REMEDIATION.given(Remediations.awaiting(1));
    waits.when(APPROVE, facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN);
    facts.owned(Remediations.CHECKOUT, "search");
    waits.when(APPROVE, facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN);
    facts.owned(Remediations.CHECKOUT, "payments");
    assertThat(waits.when(APPROVE, facts.as("alice")).decision().events()).hasSize(2);
  }

  /** Duties are apart also where the role that bars is held for a part only. */
  @Test
  void whoAdministersAPartApprovesNothing() {
    facts.scoped("alice", Role.ADMINISTRATOR, new Scope(null, "eu-1", null, null));
    REMEDIATION
        .given(Remediations.awaiting(1))
        .when(APPROVE, facts.as("alice"))
        .thenRefused(RefusalCode.SOD_ADMINISTRATOR);
  }

  @Test
  void theMatchingIsTheBestThereIs() {
    Cases.each(
        300,
        20_000,
        seed -> {
          var random = new Random(seed);
          var persons = IntStream.range(0, random.nextInt(6)).mapToObj(_ -> some(random)).toList();
          var among = random.nextBoolean() ? Set.<String>of() : some(random);
          assertThat(GroupMatching.groups(persons, among))
              .as("%s among %s", persons, among)
              .isEqualTo(best(persons, among, Set.of()));
          var standing = GroupMatching.standing(persons, among);
          assertThat(standing).hasSize(best(persons, among, Set.of()));
          assertThat(standing.values()).doesNotHaveDuplicates();
          assertThat(standing)
              .allSatisfy((person, group) -> assertThat(persons.get(person)).contains(group));
        });
  }

  private static Set<String> some(Random random) {
    var groups = new HashSet<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      groups.add("g" + random.nextInt(5));
    }
    return Set.copyOf(groups);
  }

  /** By trying everything: the first stands for nobody, or for any group that is free. */
  private static int best(List<Set<String>> persons, Set<String> among, Set<String> taken) {
    if (persons.isEmpty()) {
      return 0;
    }
    var rest = persons.subList(1, persons.size());
    int best = best(rest, among, taken);
    for (var group : persons.getFirst()) {
      if ((among.isEmpty() || among.contains(group)) && !taken.contains(group)) {
        var more = new HashSet<>(taken);
        more.add(group);
        best = Math.max(best, 1 + best(rest, among, more));
      }
    }
    return best;
  }

  private static ApprovalGranted by(String who, String... groups) {
    var grounds = new ApprovalGrounds(null, null, null, Set.of(groups));
    return new ApprovalGranted(
        ID, new PrincipalId(who), Set.of(Role.APPROVER), SHOWN, "looks right", grounds);
  }

  static PolicyDecision.NeedsApproval policy(int quorum, Set<String> groups, int distinct) {
    var terms =
        new PolicyDecision.Approval(
            "high",
            quorum,
            Set.of(Role.APPROVER),
            Set.of(),
            60,
            120,
            300,
            new Safeguards(groups, distinct, 0, false));
    return new PolicyDecision.NeedsApproval(
        List.of("people-decide"), Remediations.digest("bundle"), List.of(), terms);
  }

  static List<RemediationEvent> asked(int quorum, Set<String> groups, int distinct) {
    var policy = policy(quorum, groups, distinct);
    return new ArrayList<>(
        List.of(
            proposed(plan()),
            evaluated(policy),
            new ApprovalRequested(
                ID, SHOWN, policy.approval(), after(60), after(120), after(300))));
  }

  private static StartExecution start(PolicyDecision now) {
    return new StartExecution(
        ID, SHOWN, List.of(Remediations.BAD), readings(false, true), now, CLOCKS);
  }
}
