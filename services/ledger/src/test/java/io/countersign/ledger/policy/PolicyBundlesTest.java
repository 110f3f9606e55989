package io.countersign.ledger.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.BundleContent.File;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ApproveBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.BeginWithBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.DenyBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ProposeBundle;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.Manner;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.Commands;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PolicyBundlesTest {
  private static final PolicyBundleId FIRST = PolicyBundleId.of(new UUID(1, 1));
  private static final PolicyBundleId SECOND = PolicyBundleId.of(new UUID(2, 2));
  private static final PolicyBundleId THIRD = PolicyBundleId.of(new UUID(3, 3));

  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final String BOOTSTRAP_ENDED =
      "insert into bootstrap_ended (ended_at, principal, other) values (?, 'ann', 'bob')";

  private static Blob blob(String text) {
    var content = new BundleContent(List.of(new File("approval/one.yaml", text)));
    return new Blob(content.bytes(), "application/json", new byte[32]);
  }

  private static BundleSummary summary(String text) {
    var content = new BundleContent(List.of(new File("approval/one.yaml", text)));
    return new BundleSummary(content.digest(), blob(text).ref(), 1, 1, 0, null);
  }

  private static Receipt send(Ledger ledger, Submission submission) throws Exception {
    return ledger.send(submission).get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Receipt bySystem(Ledger ledger, Command command, String text) throws Exception {
    return send(
        ledger,
        new Submission.OfCommand(
            command, Commands.bySystem(command).context(), List.of(blob(text))));
  }

  private static void begin(Ledger ledger) throws Exception {
    bySystem(ledger, new BeginWithBundle(FIRST, summary("1")), "1");
    for (var author : List.of("anna", "berta")) {
      send(ledger, Commands.bySystem(Commands.register(author, Role.POLICY_AUTHOR)));
    }
  }

  private static ProposeBundle propose(PolicyBundleId id, String text) {
    return new ProposeBundle(id, summary(text), summary("1").digest(), "why", null);
  }

  @Test
  void whatIsApprovedTakesEffectAtItsPosition() throws Exception {
    try (var ledger = TestDatabase.create().open()) {
      var bundles = new PolicyBundles(ledger.transactions());
      assertThat(bundles.inForce()).isEmpty();
      begin(ledger);
      assertThat(bundles.inForce().orElseThrow().number()).isEqualTo(1);
      send(ledger, Commands.by("anna", propose(SECOND, "2")));
      var receipt =
          send(ledger, Commands.by("berta", new ApproveBundle(SECOND, summary("2").digest())));
      assertThat(receipt.answer()).isEqualTo(new Answer.Done());
      assertThat(bundles.inForce().orElseThrow().digest()).isEqualTo(summary("2").digest());
      var row = bundles.find(SECOND).orElseThrow();
      assertThat(row.number()).isEqualTo(2);
      assertThat(row.position()).isEqualTo(receipt.position());
      assertThat(row.manner()).isIn(Manner.APPROVED, Manner.ALONE);
      assertThat(row.approvers()).containsExactly(new PrincipalId("berta"));
      assertThat(bundles.find(FIRST).orElseThrow().manner()).isEqualTo(Manner.BOOTSTRAP);
    }
  }

  @Test
  void anUpgradeFindsABundleAndChangesNothing() throws Exception {
    try (var ledger = TestDatabase.create().open()) {
      begin(ledger);
      var again = bySystem(ledger, new BeginWithBundle(SECOND, summary("new")), "new");
      assertThat(again.answer()).isEqualTo(new Answer.Unchanged());
      assertThat(new PolicyBundles(ledger.transactions()).inForce().orElseThrow().bundle())
          .isEqualTo(FIRST);
    }
  }

  @Test
  void everyProposalIsListedWithWhatCameOfIt() throws Exception {
    try (var ledger = TestDatabase.create().open()) {
      begin(ledger);
      send(ledger, Commands.by("anna", propose(SECOND, "2")));
      send(ledger, Commands.by("anna", propose(THIRD, "3")));
      send(ledger, Commands.by("berta", new DenyBundle(THIRD, "too loose")));
      var rows = new PolicyBundles(ledger.transactions()).latest();
      assertThat(rows).hasSize(3);
      var denied = rows.stream().filter(it -> it.bundle().equals(THIRD)).findFirst().orElseThrow();
      assertThat(denied.state()).isEqualTo(PolicyBundles.State.DENIED);
      assertThat(denied.reason()).isEqualTo("too loose");
      assertThat(denied.position()).isNull();
    }
  }

  @Test
  void whetherThoseWhoCouldApproveSufficeIsAskedAsItsDeciderWould() throws Exception {
    try (var ledger = TestDatabase.create().open()) {
      begin(ledger);
      ledger.transactions().call(sql -> sql.execute(BOOTSTRAP_ENDED, NOW));
      var bundles = new PolicyBundles(ledger.transactions());
      var authors = new PolicyAuthors(ledger.transactions());
      send(ledger, Commands.by("anna", propose(SECOND, "2")));
      var row = bundles.find(SECOND).orElseThrow();
      assertThat(authors.all()).extracting(PrincipalId::value).containsExactly("anna", "berta");
      assertThat(authors.areTwo(NOW)).isTrue();
      assertThat(authors.suffice(row, NOW)).isTrue();
      send(ledger, Commands.bySystem(new DisablePrincipal(new PrincipalId("berta"), "left", null)));
      assertThat(authors.areTwo(NOW)).isFalse();
      assertThat(authors.suffice(row, NOW)).isFalse();
    }
  }
}
