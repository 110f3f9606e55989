package io.countersign.reports.function;

import static io.countersign.reports.testing.ReportTrial.causes;
import static io.countersign.reports.testing.ReportTrial.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.reports.Report;
import io.countersign.reports.ReportFigure;
import io.countersign.reports.ReportKind;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import io.countersign.reports.testing.SampleEvents;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IncidentAndPolicyReportTest {
  private final LedgerText ledger = new LedgerText();

  private void incident(String id, String name, Consumer<Map<String, Object>> edit) {
    ledger.add(
        "incident." + name,
        id,
        it -> {
          it.put("incident", id);
          edit.accept(it);
        });
  }

  private void opened(String id, String entity) {
    incident(
        id,
        "opened",
        it -> {
          SampleEvents.in(it, "first").put("entity", entity);
          SampleEvents.in(it, "first").put("startsAt", ledger.now().minusSeconds(40).toString());
        });
  }

  private static Map<String, String> figures(Report report) {
    return report.figures().stream()
        .collect(Collectors.toMap(ReportFigure::name, ReportFigure::value));
  }

  @Test
  void theFiguresOfIncidents() {
    var orders = "service/production/orders";
    for (int i = 0; i < 10; i++) {
      ledger.add("alert.raised", "al_" + i, it -> it.put("entity", orders));
    }
    opened("inc_1", orders);
    ledger.later(120);
    incident("inc_1", "acknowledged", _ -> {});
    ledger.later(480);
    incident(
        "inc_1",
        "resolved",
        it -> it.put("how", Map.of("type", "overridden", "by", "person_x", "reason", "r")));
    ledger.later(3_600);
    opened("inc_2", orders);
    incident("inc_2", "escalated", _ -> {});
    ledger.later(60);
    incident("inc_2", "recovered", _ -> {});
    ledger.later(8 * 86_400);
    opened("inc_3", orders);
    ledger.later(10);
    incident("inc_3", "merged", it -> it.put("into", "inc_1"));
    opened("inc_4", "service/production/cart");
    ledger.later(10);

    var report = ReportTrial.report(ReportKind.INCIDENT_METRICS, ledger);
    assertThat(figures(report))
        .containsEntry("incidents", "4")
        .containsEntry("alerts", "10")
        .containsEntry("mttd", "40")
        .containsEntry("mtta", "120")
        .containsEntry("mttr", "330")
        .containsEntry("mttr-p90", "600")
        .containsEntry("noise-reduction-rate", "600")
        .containsEntry("false-positive-rate", "500")
        .containsEntry("recurrence-rate", "250")
        .containsEntry("escalation-rate", "250")
        .containsEntry("toil", "480")
        .containsEntry("automation-success-rate", "not recorded");
    assertThat(causes(report, "incident-answered"))
        .containsExactly("open since 2026-03-10T11:11:10Z, and nobody has acknowledged it");
    assertThat(causes(report, "incident-verified"))
        .containsExactly("closed by the word of person_x");
    assertThat(cell(report, "inc_3", "closed_how")).isEqualTo("merged");
  }

  private void bundle(String name, String id, Consumer<Map<String, Object>> edit) {
    ledger.add(
        "policy.bundle-" + name,
        id,
        it -> {
          it.put("bundle", id);
          edit.accept(it);
        });
  }

  @Test
  void aPolicyThatTooFewAgreedToIsAnException() {
    bundle("proposed", "pol_1", it -> it.putAll(Map.of("proposer", "person_a", "approvals", 1L)));
    bundle("approved", "pol_1", it -> it.put("approver", "person_b"));
    bundle("took-effect", "pol_1", it -> it.put("manner", "APPROVED"));
    bundle("proposed", "pol_2", it -> it.putAll(Map.of("proposer", "person_a", "approvals", 1L)));
    bundle("approved", "pol_2", it -> it.put("approver", "person_a"));
    bundle("took-effect", "pol_2", it -> it.put("manner", "APPROVED"));
    bundle("took-effect", "pol_3", it -> it.put("manner", "BOOTSTRAP"));
    bundle("took-effect", "pol_4", it -> it.put("manner", "ALONE"));
    bundle("proposed", "pol_5", _ -> {});
    bundle("denied", "pol_5", _ -> {});
    ledger.fact("access.kill-switch-set", _ -> {});
    ledger.fact("policy.files-differed", _ -> {});
    ledger.add(
        "remediation.runbook-promoted",
        "aut_1",
        it -> it.putAll(Map.of("by", "person_a", "confirmedBy", "person_a")));
    var report = ReportTrial.report(ReportKind.POLICY_CHANGES, ledger);
    assertThat(causes(report, "policy-agreed"))
        .containsExactly(
            "0 others agreed to it, of 1",
            "it took effect by one administrator alone",
            "0 others agreed to it, of 1");
    assertThat(causes(report, "policy-files")).hasSize(1);
    assertThat(cell(report, "pol_5", "status")).isEqualTo("denied");
    assertThat(report.primary().rows()).hasSize(7);
  }

  @Test
  void j03_anOutageOfAControlIsListed() {
    ledger.fact("intake.heartbeat-lost", it -> it.put("name", "watchdog"));
    ledger.put("audit.sequencer-stopped", null, Map.of("since", "2026-03-02T09:00:00Z"));
    ledger.put("audit.log-key-rotated", null, Map.of("origin", "x"));
    var report = ReportTrial.report(ReportKind.CHANGE_REGISTER, ledger);
    assertThat(report.table("control-events").orElseThrow().rows()).hasSize(3);
    assertThat(report.exceptions())
        .extracting(it -> it.subject())
        .containsExactly("intake.heartbeat-lost", "audit.sequencer-stopped");
  }
}
