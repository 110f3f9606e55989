package io.countersign.reports.function;

import static io.countersign.reports.testing.ReportTrial.causes;
import static io.countersign.reports.testing.ReportTrial.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.reports.ChangeBalance;
import io.countersign.reports.LeafRange;
import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportScope;
import io.countersign.reports.testing.ChangeStory;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SyntheticLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeReportTest {
  private static final String ORDERS = "service/production/orders";

  private final LedgerText ledger = new LedgerText();

  private ChangeStory change(String id) {
    return new ChangeStory(ledger, id, ORDERS);
  }

  private Report register() {
    return ReportTrial.report(ReportKind.CHANGE_REGISTER, ledger);
  }

  /** The whole CSV of a ledger that was written by hand. */
  @Test
  void theRegisterOfASmallLedger() {
    change("rem_1").asItShould("system");
    change("rem_2")
        .proposed("system")
        .evaluated("needs-approval")
        .requested(1)
        .add("expired", _ -> {});
    var zeros = "0123456789abcdef".repeat(4);
    var header =
        "change,range,requested_at,requested_leaf,requester,requester_kind,incident,targets,action,"
            + "runbook,runbook_digest,plan_digest,steps,risk,policy_decision,policy_bundle,"
            + "policy_rules,approvals_asked,approvals_given,approvers,approved_at,independence,"
            + "window,emergency,started_at,last_effect_at,executors,steps_started,verification,"
            + "rollback,outcome,status,status_at,status_leaf,because,exceptions\r\n";
    var first =
        "rem_1,requested,2026-03-02T10:00:00Z,0,system,PERSON,inc_1,service/production/orders,"
            + ("restart,restart-service," + zeros + "," + ChangeStory.DIGEST + ",1,")
            + ("high,needs-approval," + zeros + ",two-approvers,2,2,\"person_bob; person_cy\",")
            + "2026-03-02T10:05:00Z,independent,within,,2026-03-02T10:06:00Z,2026-03-02T10:08:30Z,"
            + "control-api,1,passed,,VERIFIED,executed,2026-03-02T10:10:30Z,10,,\r\n";
    var second =
        "rem_2,requested,2026-03-02T10:11:30Z,11,system,PERSON,inc_1,service/production/orders,"
            + ("restart,restart-service," + zeros + "," + ChangeStory.DIGEST + ",1,")
            + ("high,needs-approval," + zeros + ",two-approvers,1,0,,")
            + ",,,,,,control-api,,,,,expired,2026-03-02T10:14:30Z,14,,\r\n";
    assertThat(ReportTrial.csv(register())).isEqualTo(header + first + second);
    assertThat(register().exceptions()).isEmpty();
  }

  @Test
  void eachChangeHasBecomeOneThing() {
    change("rem_1").asItShould("system");
    change("rem_2").proposed("system").add("approval-denied", _ -> {});
    change("rem_3").proposed("system").add("expired", _ -> {});
    change("rem_4").proposed("system").add("withdrawn", _ -> {});
    change("rem_5").proposed("system");
    change("rem_6").proposed("system").approved().started("open", 60);
    assertThat(register().completeness().requested())
        .isEqualTo(new ChangeBalance(6, 2, 1, 1, 1, 1, 0));
    assertThat(register().completeness().requested().text())
        .isEqualTo("6 = 2 executed + 1 denied + 1 expired + 1 withdrawn + 1 open");
    assertThat(cell(register(), "rem_6", "outcome")).isEqualTo("under way");
  }

  /** Wherever the record is cut, each change is requested in exactly one of the parts. */
  @Test
  void reportsThatMeetShareNoChange() {
    var leaves = SyntheticLedger.all(2, 60);
    var whole = ReportTrial.report(ReportKind.CHANGE_REGISTER, leaves, 0, 0, leaves.size());
    var random = new Random(4);
    for (int round = 0; round < 6; round++) {
      long cut = random.nextInt(leaves.size());
      long read = random.nextBoolean() ? 0 : cut;
      var before = ReportTrial.report(ReportKind.CHANGE_REGISTER, leaves, 0, 0, cut);
      var after = ReportTrial.report(ReportKind.CHANGE_REGISTER, leaves, read, cut, leaves.size());
      assertThat(before.completeness().requested().holds()).isTrue();
      assertThat(after.completeness().requested().holds()).isTrue();
      assertThat(after.completeness().carriedOver().holds()).isTrue();
      var requested = new ArrayList<>(requested(before));
      requested.addAll(requested(after));
      assertThat(requested).containsExactlyElementsOf(requested(whole));
      assertThat(before.completeness().gaps() + after.completeness().gaps()).isZero();
    }
  }

  private static List<String> requested(Report report) {
    return report.primary().rows().stream()
        .filter(it -> it.get(1).equals("requested"))
        .map(List::getFirst)
        .toList();
  }

  @Test
  void whatWasRequestedBeforeIsCarriedOverAndTellsWhatTheRangeTells() {
    change("rem_1").proposed("person_ann").evaluated("needs-approval").requested(1);
    long cut = ledger.size();
    change("rem_1").granted("person_bob").approved().started("open", 600).step(1).verified();
    change("rem_2").proposed("system");
    var all = new ArrayList<ReportLeaf>();
    ledger.leaves(0, ledger.size()).forEachRemaining(all::add);

    var alone = ReportTrial.report(ReportKind.CHANGE_REGISTER, all, cut, cut, all.size());
    assertThat(cell(alone, "rem_1", "range")).isEqualTo("carried over");
    assertThat(cell(alone, "rem_1", "requester")).isEqualTo("not recorded");
    assertThat(cell(alone, "rem_1", "independence")).isEqualTo("not recorded");
    assertThat(cell(alone, "rem_1", "status")).isEqualTo("executed");
    assertThat(alone.completeness().carriedOver())
        .isEqualTo(new ChangeBalance(1, 1, 0, 0, 0, 0, 0));
    assertThat(alone.completeness().requested().requested()).isEqualTo(1);
    assertThat(alone.exceptions()).isEmpty();

    var informed = ReportTrial.report(ReportKind.CHANGE_REGISTER, all, 0, cut, all.size());
    assertThat(cell(informed, "rem_1", "range")).isEqualTo("carried over");
    assertThat(cell(informed, "rem_1", "requester")).isEqualTo("person_ann");
    assertThat(cell(informed, "rem_1", "independence")).isEqualTo("independent");
  }

  @Test
  void whatWasExecutedWithoutItsApprovalsIsAnException() {
    change("rem_1").proposed("system").evaluated("needs-approval").requested(1).started("open", 60);
    change("rem_2")
        .proposed("system")
        .evaluated("needs-approval")
        .requested(2)
        .granted("person_bob")
        .approved()
        .started("open", 60);
    change("rem_3").proposed("system").evaluated("allowed").approved().started("open", 60);
    change("rem_4")
        .proposed("system")
        .evaluated("needs-approval")
        .requested(1)
        .granted("person_bob")
        .add("approval-revoked", it -> it.put("by", "person_bob"))
        .approved()
        .started("open", 60);
    assertThat(causes(register(), "change-approved"))
        .containsExactly("executed without an approval on record before it");
    assertThat(causes(register(), "change-quorum"))
        .containsExactly(
            "0 approvals stood when it began, of 1",
            "1 approvals stood when it began, of 2",
            "0 approvals stood when it began, of 1");
    assertThat(cell(register(), "rem_3", "policy_decision")).isEqualTo("allowed");
  }

  @Test
  void whoApprovedWhatTheyRequestedOrWroteIsNamed() {
    change("rem_1").asItShould("person_bob");
    change("rem_2")
        .proposed("system")
        .evaluated("needs-approval")
        .requested(1)
        .granted(
            "person_bob",
            it ->
                it.put(
                    "grounds",
                    Map.of("onBehalfOf", "person_dee", "runbookAuthors", List.of("person_dee"))))
        .approved()
        .started("open", 60);
    assertThat(causes(register(), "change-independent"))
        .containsExactly(
            "person_bob approved what person_bob requested",
            "person_bob approved by what person_dee wrote");
    var approvals = ReportTrial.report(ReportKind.APPROVALS, ledger);
    assertThat(causes(approvals, "approval-independent")).hasSize(2);
    assertThat(approvals.primary().rows()).hasSize(3);
  }

  @Test
  void anApprovalOfAnotherPlanIsSeen() {
    change("rem_1")
        .proposed("system")
        .evaluated("needs-approval")
        .requested(1)
        .granted("person_bob", it -> it.put("planDigest", "b".repeat(64)))
        .approved()
        .started("open", 60);
    assertThat(causes(register(), "change-bound"))
        .containsExactly("a decision on it names another plan");
    assertThat(causes(register(), "change-quorum")).hasSize(1);
    assertThat(causes(ReportTrial.report(ReportKind.APPROVALS, ledger), "approval-bound"))
        .containsExactly("it names another plan than the one requested");
  }

  @Test
  void j05_aChangeThatEndedAfterItsWindowIsAnExceptionWithMinutes() {
    change("rem_1")
        .proposed("system")
        .evaluated("allowed")
        .approved()
        .started("open", 600)
        .step(900);
    change("rem_2")
        .proposed("system")
        .evaluated("allowed")
        .approved()
        .started("open", 600)
        .step(480);
    change("rem_3").proposed("system").evaluated("allowed").approved().started("frozen", 600);
    assertThat(causes(register(), "change-window"))
        .containsExactly(
            "its last effect came 7 minutes after its window closed at 2026-03-02T10:13:00Z",
            "began while it was frozen");
    assertThat(cell(register(), "rem_2", "window")).isEqualTo("within");
  }

  @Test
  void anEffectThatNobodyVerifiedIsAnException() {
    change("rem_1").proposed("system").approved().started("open", 60).completed("ABANDONED");
    change("rem_2")
        .proposed("system")
        .approved()
        .started("open", 60)
        .add("verification-failed", _ -> {})
        .add("rolled-back", _ -> {})
        .completed("ROLLED_BACK");
    change("rem_3")
        .proposed("system")
        .approved()
        .started("open", 60)
        .add("verification-passed", _ -> {})
        .add("completed", it -> it.put("doubtful", List.of(ORDERS)));
    assertThat(causes(register(), "change-verified"))
        .containsExactly(
            "it ended as ABANDONED without a verification",
            "whether it took effect on service/production/orders is in doubt");
    assertThat(cell(register(), "rem_2", "verification")).isEqualTo("failed; rolled back");
    change("rem_3").add("doubt-settled", _ -> {});
    assertThat(causes(register(), "change-verified")).hasSize(1);
  }

  @Test
  void aPlanWithoutAWayBackAndARequestPastItsTimeAreExceptions() {
    change("rem_1").proposed("system").requested(1);
    change("rem_2").add("proposed", it -> ((Map<?, ?>) it.get("plan")).remove("rollback"));
    assertThat(causes(register(), "change-plan")).containsExactly("its plan lacks a way back");
    assertThat(causes(register(), "change-overdue")).hasSize(1);
  }

  @Test
  void aGapInASequenceIsAnException() {
    change("rem_1").proposed("system");
    ledger.skip("rem_1").skip("rem_1");
    change("rem_1").approved();
    var report = register();
    assertThat(report.completeness().gaps()).isEqualTo(2);
    assertThat(causes(report, "record-sequence"))
        .containsExactly("its event 1 was to come, and 3 came");
  }

  @Test
  void a05_aBackDatedEventIsAnException() {
    change("rem_1").proposed("system");
    ledger.later(-361);
    change("rem_1").granted("person_bob");
    ledger.later(-400);
    change("rem_1").approved();
    ledger.later(7_200);
    change("rem_1").started("open", 60);
    ledger.later(-290);
    change("rem_2").proposed("system");
    var report = register();
    assertThat(report.completeness().backwards()).isEqualTo(3);
    assertThat(causes(report, "record-time"))
        .containsExactly(
            "recorded at 2026-03-02T09:54:59Z, 5 minutes earlier than a leaf before it;"
                + " so were those after it up to leaf 2");
  }

  @Test
  void j11_whoWasErasedStaysByTheirPseudonym() {
    change("rem_1").asItShould("person_erased");
    ledger.fact("access.identity-removed", it -> it.put("principal", "person_erased"));
    assertThat(cell(register(), "rem_1", "requester")).isEqualTo("person_erased");
  }

  @Test
  void j14_aPartialScopeIsSaidInTheTitleAndLeavesOthersOut() {
    change("rem_1").asItShould("system");
    new ChangeStory(ledger, "rem_2", "service/staging/orders").asItShould("person_bob");
    var parameters =
        ReportParameters.of(
            ReportKind.CHANGE_REGISTER,
            ReportTrial.YEAR,
            new ReportScope(List.of("*/production/*")),
            LeafRange.of(0, ledger.size()),
            "s",
            ReportTrial.ORIGIN);
    var report = ReportFunction.of(parameters, ledger.leaves(0, ledger.size()));
    assertThat(report.title()).isEqualTo("Change register (partial scope: */production/*)");
    assertThat(report.primary().rows()).hasSize(1);
    assertThat(report.completeness().requested().requested()).isEqualTo(1);
    assertThat(report.completeness().outOfScope()).isEqualTo(1);
    assertThat(report.completeness().events()).isEmpty();
    assertThat(report.limits()).anyMatch(it -> it.startsWith("The scope is partial"));
    assertThat(ReportTrial.json(report)).doesNotContain("rem_2").doesNotContain("staging");
  }

  @Test
  void leavesThatArentThoseOfTheRangeAreRefused() {
    change("rem_1").asItShould("system");
    var parameters = ReportTrial.parameters(ReportKind.CHANGE_REGISTER, LeafRange.of(0, 5));
    assertThatThrownBy(() -> ReportFunction.of(parameters, ledger.leaves(0, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReportFunction.of(parameters, ledger.leaves(1, 6)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReportFunction.of(parameters, ledger.leaves(0, 6)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
