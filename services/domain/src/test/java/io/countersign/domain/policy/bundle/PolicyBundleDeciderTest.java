package io.countersign.domain.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.BlobRef;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ApproveBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.BeginWithBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.DenyBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ProposeBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.WithdrawBundle;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.AttemptRefused;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleApproved;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleDenied;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleProposed;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleTookEffect;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleWithdrawn;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.Manner;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyBundleDeciderTest {
  private static final PolicyBundleId BUNDLE = new PolicyBundleId("pol_0123456789abcdef0123");
  private static final PolicyBundleId FIRST = new PolicyBundleId("pol_00000000000000000001");
  private static final Digest SHIPPED = new Digest("a".repeat(64));
  private static final Digest WANTED = new Digest("b".repeat(64));
  private static final Digest OTHER = new Digest("c".repeat(64));
  private static final Instant EXPIRY = Contexts.T0.plus(PolicyBundleDecider.LIFETIME);

  private static final DeciderSpec<BundleProposal, PolicyBundleEvent, PolicyBundleCommand> BUNDLES =
      DeciderSpec.of(BundleProposal.initial(), BundleProposal::evolve, PolicyBundleDecider::decide);

  private Optional<InForce> inForce = Optional.of(new InForce(FIRST, SHIPPED, 1));
  private final KnownFacts facts =
      KnownFacts.nothing()
          .with(PolicyBundleFacts.class, () -> inForce)
          .person("anna", author())
          .person("berta", author())
          .person("vera", Role.VIEWER)
          .service("pipeline", Role.CATALOG_EDITOR)
          .bootstrapped();

  private static Role author() {
    return PolicyBundleRules.AUTHORS.iterator().next();
  }

  private static BundleSummary summary(Digest digest) {
    return new BundleSummary(digest, new BlobRef(digest, 10, "application/json"), 3, 2, 1, null);
  }

  private static ProposeBundle propose(Digest digest, Digest base) {
    return new ProposeBundle(BUNDLE, summary(digest), base, "two for databases", null);
  }

  private static BundleProposed proposed(String proposer, int approvals) {
    return new BundleProposed(
        BUNDLE,
        summary(WANTED),
        SHIPPED,
        new PrincipalId(proposer),
        "two for databases",
        null,
        approvals,
        EXPIRY);
  }

  private static BundleApproved approved(String approver) {
    return new BundleApproved(BUNDLE, WANTED, new PrincipalId(approver));
  }

  private static BundleTookEffect effective(Manner manner, String... authors) {
    var words = List.of(authors).stream().map(PrincipalId::new).toList();
    return new BundleTookEffect(BUNDLE, WANTED, 2, SHIPPED, manner, words);
  }

  private static AttemptRefused refused(RefusalCode code, String by, String command) {
    return new AttemptRefused(BUNDLE, code, new PrincipalId(by), command, Contexts.T0);
  }

  private static ApproveBundle approve() {
    return new ApproveBundle(BUNDLE, WANTED);
  }

  private CommandContext anna() {
    return facts.as("anna");
  }

  private CommandContext berta() {
    return facts.as("berta");
  }

  /** An event holds so many only; together they tell all, each once. */
  @Test
  void manyRunbooksAreToldBySeveralEvents() {
    var brought =
        IntStream.range(0, 450)
            .boxed()
            .collect(Collectors.toMap(it -> "runbook-" + it, it -> Digest.ofJson("" + it)));
    var it = summary(WANTED);
    var large =
        new BundleSummary(
            it.digest(), it.content(), it.files(), it.rules(), it.runbooks(), brought);
    var rest = large.rest();
    assertThat(large.first().brought()).hasSize(BundleSummary.MOST_BROUGHT);
    assertThat(rest).hasSize(4).allMatch(part -> part.size() <= BundleSummary.MOST_BROUGHT);
    var whole = large.first();
    for (var part : rest) {
      whole = whole.bringing(part);
    }
    assertThat(whole).isEqualTo(large);
    inForce = Optional.empty();
    var told = new ArrayList<PolicyBundleEvent>();
    told.add(
        new BundleProposed(FIRST, large.first(), null, PrincipalId.SYSTEM, "", null, 0, EXPIRY));
    rest.forEach(part -> told.add(new PolicyBundleEvent.RunbooksBrought(FIRST, part)));
    told.add(new BundleTookEffect(FIRST, WANTED, 1, null, Manner.BOOTSTRAP, List.of()));
    BUNDLES
        .given()
        .when(new BeginWithBundle(FIRST, large), facts.asSystem())
        .then(told.toArray(PolicyBundleEvent[]::new));
  }

  @Test
  void theProductBeginsWithWhatItComesWith() {
    inForce = Optional.empty();
    BUNDLES
        .given()
        .when(new BeginWithBundle(FIRST, summary(SHIPPED)), facts.asSystem())
        .then(
            new BundleProposed(
                FIRST, summary(SHIPPED), null, PrincipalId.SYSTEM, "", null, 0, EXPIRY),
            new BundleTookEffect(FIRST, SHIPPED, 1, null, Manner.BOOTSTRAP, List.of()));
  }

  @Test
  void anUpgradeChangesNothing() {
    BUNDLES
        .given()
        .when(new BeginWithBundle(BUNDLE, summary(WANTED)), facts.asSystem())
        .thenUnchanged();
  }

  @Test
  void nobodyElseBegins() {
    inForce = Optional.empty();
    BUNDLES
        .given()
        .when(new BeginWithBundle(FIRST, summary(SHIPPED)), anna())
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void anAuthorProposesOnce() {
    BUNDLES.given().when(propose(WANTED, SHIPPED), anna()).then(proposed("anna", 1));
    BUNDLES.given(proposed("anna", 1)).when(propose(WANTED, SHIPPED), anna()).thenUnchanged();
  }

  @Test
  void nobodyElseProposes() {
    BUNDLES
        .given()
        .when(propose(WANTED, SHIPPED), facts.as("vera"))
        .thenRefused(RefusalCode.FORBIDDEN);
    facts.person("carla", Role.CATALOG_EDITOR);
    BUNDLES
        .given()
        .when(propose(WANTED, SHIPPED), facts.as("carla"))
        .thenRefused(RefusalCode.FORBIDDEN);
    BUNDLES
        .given()
        .when(propose(WANTED, SHIPPED), facts.asSystem())
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @Test
  void whatIsInForceIsNotProposed() {
    BUNDLES
        .given()
        .when(propose(SHIPPED, SHIPPED), anna())
        .thenRefused(RefusalCode.POLICY_BUNDLE_IN_FORCE);
  }

  @Test
  void whatWasMadeOfAnOlderBundleIsNotProposed() {
    BUNDLES
        .given()
        .when(propose(WANTED, OTHER), anna())
        .thenRefused(RefusalCode.STALE_POLICY_BUNDLE);
  }

  @Test
  void anotherAuthorsApprovalPutsItInForce() {
    BUNDLES
        .given(proposed("anna", 1))
        .when(approve(), berta())
        .then(approved("berta"), effective(Manner.APPROVED, "anna"));
  }

  @Test
  void aSecondClickChangesNothing() {
    BUNDLES
        .given(proposed("anna", 1), approved("berta"), effective(Manner.APPROVED))
        .when(approve(), berta())
        .thenUnchanged();
    BUNDLES
        .given(proposed("pipeline", 2), approved("berta"))
        .when(approve(), berta())
        .thenUnchanged();
  }

  @Test
  void nobodyApprovesTheirOwn() {
    BUNDLES
        .given(proposed("anna", 1))
        .when(approve(), anna())
        .thenRefused(RefusalCode.SOD_POLICY_AUTHOR)
        .recording(refused(RefusalCode.SOD_POLICY_AUTHOR, "anna", "ApproveBundle"));
  }

  @Test
  void norByAPersonWhosePasswordTheyChose() {
    facts.invited("berta", "anna");
    BUNDLES
        .given(proposed("anna", 1))
        .when(approve(), berta())
        .thenRefused(RefusalCode.SECOND_PERSON_REQUIRED)
        .recording(refused(RefusalCode.SECOND_PERSON_REQUIRED, "berta", "ApproveBundle"));
  }

  @Test
  void aMachineProposesAndNeverApproves() {
    BUNDLES
        .given()
        .when(propose(WANTED, SHIPPED), facts.as("pipeline"))
        .then(proposed("pipeline", 2));
    BUNDLES
        .given(proposed("anna", 1))
        .when(approve(), facts.as("pipeline"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED)
        .recording(refused(RefusalCode.HUMAN_REQUIRED, "pipeline", "ApproveBundle"));
  }

  /** One was enough while there was one administrator, and isn't any more. */
  @Test
  void whatAMachineProposedWhileSomebodyWasAloneTakesTwoOnceTheyAreNot() {
    BUNDLES.given(proposed("pipeline", 1)).when(approve(), berta()).then(approved("berta"));
  }

  /** A machine's word is nobody's: theirs it is who agreed to it. */
  @Test
  void whatAMachineProposedTakesTwo() {
    BUNDLES.given(proposed("pipeline", 2)).when(approve(), berta()).then(approved("berta"));
    BUNDLES
        .given(proposed("pipeline", 2), approved("berta"))
        .when(approve(), anna())
        .then(approved("anna"), effective(Manner.APPROVED, "anna", "berta"));
  }

  @Test
  void whoLostTheRoleDoesNotCount() {
    facts.person("berta", Role.VIEWER);
    BUNDLES
        .given(proposed("pipeline", 2), approved("berta"))
        .when(approve(), anna())
        .then(approved("anna"));
  }

  @Test
  void anApprovalIsOfWhatWasShown() {
    BUNDLES
        .given(proposed("anna", 1))
        .when(new ApproveBundle(BUNDLE, OTHER), berta())
        .thenRefused(RefusalCode.DIGEST_MISMATCH)
        .recording(refused(RefusalCode.DIGEST_MISMATCH, "berta", "ApproveBundle"));
  }

  @Test
  void anApprovalIsOfTheChangeFromWhatWasInForce() {
    inForce = Optional.of(new InForce(FIRST, OTHER, 2));
    BUNDLES
        .given(proposed("anna", 1))
        .when(approve(), berta())
        .thenRefused(RefusalCode.STALE_POLICY_BUNDLE)
        .recording(refused(RefusalCode.STALE_POLICY_BUNDLE, "berta", "ApproveBundle"));
  }

  @Test
  void aProposalExpires() {
    BUNDLES
        .given(proposed("anna", 1))
        .when(approve(), facts.as("berta", EXPIRY))
        .thenRefused(RefusalCode.CONFIRMATION_EXPIRED)
        .recording(
            new AttemptRefused(
                BUNDLE,
                RefusalCode.CONFIRMATION_EXPIRED,
                new PrincipalId("berta"),
                "ApproveBundle",
                EXPIRY));
  }

  @Test
  void whoMayNoLongerProposeHasNothingApproved() {
    facts.tokensRevoked("pipeline");
    BUNDLES
        .given(proposed("pipeline", 2), approved("berta"))
        .when(approve(), anna())
        .thenRefused(RefusalCode.NOT_PENDING)
        .recording(refused(RefusalCode.NOT_PENDING, "anna", "ApproveBundle"));
  }

  @Test
  void aDenialNeedsAReasonAndEndsIt() {
    var denied = new BundleDenied(BUNDLE, new PrincipalId("berta"), "too loose");
    BUNDLES
        .given(proposed("anna", 1))
        .when(new DenyBundle(BUNDLE, " "), berta())
        .thenRefused(RefusalCode.REASON_REQUIRED)
        .recording(refused(RefusalCode.REASON_REQUIRED, "berta", "DenyBundle"));
    BUNDLES
        .given(proposed("anna", 1))
        .when(new DenyBundle(BUNDLE, "too loose"), berta())
        .then(denied);
    BUNDLES
        .given(proposed("anna", 1), denied)
        .when(new DenyBundle(BUNDLE, "x"), berta())
        .thenUnchanged();
    BUNDLES
        .given(proposed("anna", 1), denied)
        .when(approve(), berta())
        .thenRefused(RefusalCode.NOT_PENDING)
        .recording(refused(RefusalCode.NOT_PENDING, "berta", "ApproveBundle"));
  }

  @Test
  void onlyWhoProposedItWithdrawsIt() {
    var withdrawn = new BundleWithdrawn(BUNDLE, new PrincipalId("anna"));
    BUNDLES.given(proposed("anna", 1)).when(new WithdrawBundle(BUNDLE), anna()).then(withdrawn);
    BUNDLES
        .given(proposed("anna", 1))
        .when(new WithdrawBundle(BUNDLE), berta())
        .thenRefused(RefusalCode.FORBIDDEN)
        .recording(refused(RefusalCode.FORBIDDEN, "berta", "WithdrawBundle"));
    BUNDLES
        .given(proposed("anna", 1), withdrawn)
        .when(new WithdrawBundle(BUNDLE), anna())
        .thenUnchanged();
  }

  @Test
  void whatTookEffectStaysSo() {
    var effective = effective(Manner.APPROVED);
    for (var command : new PolicyBundleCommand[] {new WithdrawBundle(BUNDLE), approve()}) {
      BUNDLES
          .given(proposed("berta", 1), approved("berta"), effective)
          .when(command, anna())
          .thenRefused(RefusalCode.NOT_PENDING)
          .recording(refused(RefusalCode.NOT_PENDING, "anna", command.getClass().getSimpleName()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "deny", "withdraw"})
  void whatNobodyProposedIsUnknown(String what) {
    var command =
        switch (what) {
          case "approve" -> approve();
          case "deny" -> new DenyBundle(BUNDLE, "no");
          default -> new WithdrawBundle(BUNDLE);
        };
    BUNDLES.given().when(command, anna()).thenRefused(RefusalCode.UNKNOWN_POLICY_BUNDLE);
  }

  @Test
  void theOnlyAdministratorMayApproveTheirOwn() {
    var alone =
        KnownFacts.nothing()
            .with(PolicyBundleFacts.class, () -> inForce)
            .person("root", Role.ADMINISTRATOR);
    BUNDLES
        .given(proposed("root", 1))
        .when(approve(), alone.as("root"))
        .then(approved("root"), effective(Manner.ALONE, "root"));
  }
}
