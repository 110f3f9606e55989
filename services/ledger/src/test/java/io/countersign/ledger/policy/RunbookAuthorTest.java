package io.countersign.ledger.policy;

import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.BundleContent.File;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ApproveBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.BeginWithBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ProposeBundle;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.remediation.RemediationFactsProvider;
import io.countersign.ledger.testing.Commands;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who wrote the runbook of a plan is known by the bundle that brought it, and decides on none. */
class RunbookAuthorTest {
  private static final Digest RUNBOOK = plan().runbookDigest();
  private static final Map<String, Digest> BROUGHT = Map.of(plan().runbook(), RUNBOOK);
  private static final PolicyBundleId FIRST = PolicyBundleId.of(new UUID(1, 1));
  private static final PolicyBundleId SECOND = PolicyBundleId.of(new UUID(2, 2));

  private final Ledger ledger;

  RunbookAuthorTest() throws Exception {
    ledger = TestDatabase.create().open();
  }

  @Test
  void whatCameWithTheFirstBundleIsNobodysWord() throws Exception {
    try (ledger) {
      assertThat(authors()).isEmpty();
      begin(BROUGHT);
      assertThat(authors()).contains(Set.of());
    }
  }

  /** More than one event holds: at the first start, and of a bundle that replaces it. */
  @Test
  void everyRunbookOfALargeBundleHasItsAuthors() throws Exception {
    try (ledger) {
      var many = new HashMap<>(many("a-runbook-of-the-first-bundle-", 450));
      begin(many);
      many.putAll(many("a-runbook-of-the-second-bundle-", 450));
      many.putAll(BROUGHT);
      replace("anna", many);
      assertThat(authors()).contains(Set.of(new PrincipalId("anna")));
      assertThat(origins(FIRST)).isEqualTo(450);
      assertThat(origins(SECOND)).isEqualTo(many.size());
    }
  }

  private static Map<String, Digest> many(String name, int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(it -> name + it, it -> Digest.ofJson(name + it)));
  }

  private long origins(PolicyBundleId of) {
    return ledger
        .transactions()
        .call(
            sql ->
                sql.first(
                        "select count(distinct runbook) as many from runbook_origin"
                            + " where bundle = ?",
                        row -> row.longValue("many"),
                        of)
                    .orElseThrow());
  }

  /** As before the upgrade: nobody is known, and who wrote it may approve. */
  @Test
  void ofABundleWithoutItsRunbooksNobodyIsKnown() throws Exception {
    try (ledger) {
      begin(BROUGHT);
      replace("anna", null);
      assertThat(authors()).contains(Set.of());
      waiting();
      change("anna", Role.POLICY_AUTHOR, Role.APPROVER);
      assertThat(approve("anna")).isEqualTo(new Answer.Done());
    }
  }

  @Test
  void theProposerOfTheBundleThatBroughtItCannotApprove() throws Exception {
    try (ledger) {
      begin(Map.of());
      replace("anna", BROUGHT);
      assertThat(authors()).contains(Set.of(new PrincipalId("anna")));
      waiting();
      change("anna", Role.POLICY_AUTHOR, Role.APPROVER);
      assertThat(code(approve("anna"))).contains(RefusalCode.SOD_RUNBOOK_AUTHOR);
      assertThat(approve("alice")).isEqualTo(new Answer.Done());
    }
  }

  /** The gate asks again: the very content that alice had approved was brought by her then. */
  @Test
  void theGateRefusesWhatItsAuthorHadApproved() throws Exception {
    try (ledger) {
      begin(Map.of());
      waiting();
      assertThat(approve("alice")).isEqualTo(new Answer.Done());
      change("alice", Role.APPROVER, Role.POLICY_AUTHOR);
      replace("alice", BROUGHT);
      change("alice", Role.POLICY_AUTHOR, Role.APPROVER);
      var start = start(LawOnRecord.by(ledger, POLICY));
      assertThat(code(bySystem(start))).contains(RefusalCode.SOD_RUNBOOK_AUTHOR);
    }
  }

  /** Between what policy said and its commit another bundle took effect: it's asked again. */
  @Test
  void nothingStartsByTheWordOfABundleThatWasReplaced() throws Exception {
    try (ledger) {
      begin(Map.of());
      waiting();
      assertThat(approve("alice")).isEqualTo(new Answer.Done());
      var said = LawOnRecord.by(ledger, POLICY);
      replace("anna", Map.of());
      assertThat(code(bySystem(start(said)))).contains(RefusalCode.STALE_POLICY_BUNDLE);
      // The bundle is in nobody's way any more: what's left is that this ledger signs no heads.
      assertThat(code(bySystem(start(LawOnRecord.by(ledger, POLICY)))))
          .contains(RefusalCode.NOT_WITNESSED);
    }
  }

  private static StartExecution start(PolicyDecision policy) {
    return new StartExecution(
        ID, plan().digest(), List.of(BAD), readings(false, true), policy, CLOCKS);
  }

  private Optional<Set<PrincipalId>> authors() {
    return ledger
        .transactions()
        .call(sql -> new RemediationFactsProvider().at(sql).runbookAuthors(RUNBOOK));
  }

  private static Optional<RefusalCode> code(Answer answer) {
    return answer instanceof Answer.Refused(var code, _) ? Optional.of(code) : Optional.empty();
  }

  private void begin(Map<String, Digest> brought) throws Exception {
    var begun = new BeginWithBundle(FIRST, summary("1", brought));
    var _ = send(new Submission.OfCommand(begun, system(), List.of(blob("1"))));
    for (var author : List.of("anna", "berta")) {
      var _ = bySystem(Commands.register(author, Role.POLICY_AUTHOR));
    }
    var _ = bySystem(Commands.register("alice", Role.APPROVER));
  }

  private void replace(String author, @Nullable Map<String, Digest> brought) throws Exception {
    var proposal = propose(brought);
    var by = Commands.context(Commands.person(author));
    assertThat(send(new Submission.OfCommand(proposal, by, List.of(blob("2")))))
        .isEqualTo(new Answer.Done());
    var digest = summary("2", brought).digest();
    assertThat(send(Commands.by("berta", new ApproveBundle(SECOND, digest))))
        .isEqualTo(new Answer.Done());
  }

  private void change(String person, Role from, Role to) throws Exception {
    assertThat(bySystem(Commands.revoke(person, from))).isEqualTo(new Answer.Done());
    assertThat(bySystem(Commands.grant(person, to))).isEqualTo(new Answer.Done());
  }

  private void waiting() throws Exception {
    var _ = send(Commands.openRemediedIncident());
    var _ = bySystem(new ProposeRemediation(ID, 1, plan()));
    var _ = bySystem(new RecordPolicy(ID, LawOnRecord.by(ledger, POLICY)));
    var _ = bySystem(new RequestApproval(ID));
  }

  private Answer approve(String who) throws Exception {
    return send(Commands.by(who, new Approve(ID, plan().digest(), "looks right")));
  }

  private Answer bySystem(Command command) throws Exception {
    return send(Commands.bySystem(command));
  }

  private Answer send(Submission submission) throws Exception {
    var sent = ledger.send(submission);
    return sent.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).answer();
  }

  private static ProposeBundle propose(@Nullable Map<String, Digest> brought) {
    var base = summary("1", null).digest();
    return new ProposeBundle(SECOND, summary("2", brought), base, "why", null);
  }

  private static BundleContent content(String text) {
    return new BundleContent(List.of(new File("approval/one.yaml", text)));
  }

  private static Blob blob(String text) {
    return new Blob(content(text).bytes(), "application/json", new byte[32]);
  }

  private static BundleSummary summary(String text, @Nullable Map<String, Digest> brought) {
    return new BundleSummary(content(text).digest(), blob(text).ref(), 1, 1, 0, brought);
  }

  private static CommandContext system() {
    return Commands.context(Actor.SYSTEM);
  }
}
