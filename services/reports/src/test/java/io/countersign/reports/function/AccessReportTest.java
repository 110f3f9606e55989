package io.countersign.reports.function;

import static io.countersign.reports.testing.ReportTrial.causes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.reports.LeafRange;
import io.countersign.reports.Report;
import io.countersign.reports.ReportKind;
import io.countersign.reports.ReportLeaf;
import io.countersign.reports.testing.LedgerText;
import io.countersign.reports.testing.ReportTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessReportTest {
  private final LedgerText ledger = new LedgerText().at("2026-12-20T10:00:00Z");

  private void principal(String id, String kind, String... roles) {
    ledger.add(
        "access.principal-registered",
        id,
        it -> {
          it.put("principal", id);
          it.put("kind", kind);
          it.put("roles", List.of(roles));
        });
  }

  private void role(String name, String id, String role) {
    ledger.add(
        "access.role-" + name,
        id,
        it -> {
          it.put("principal", id);
          it.put("role", role);
          it.computeIfPresent("by", (_, _) -> "person_adm");
          it.computeIfPresent("confirmedBy", (_, _) -> "person_adm2");
        });
  }

  private void grant(String id, String grant, String role, Map<String, Object> scope) {
    ledger.add(
        "access.grant-given",
        id,
        it -> {
          it.put("principal", id);
          it.put("by", "person_adm");
          it.put("confirmedBy", "person_adm2");
          it.put("grant", Map.of("id", grant, "role", role, "scope", scope));
        });
  }

  private Report report() {
    return ReportTrial.report(ReportKind.ACCESS_REVIEW, ledger);
  }

  private List<String> roles(Report report) {
    return report.primary().rows().stream()
        .map(it -> it.get(0) + " " + it.get(3) + " by " + it.get(4) + " " + it.get(6))
        .map(String::strip)
        .toList();
  }

  @Test
  void theStateIsThatAtTheEndOfTheRangeReadFromTheFirstLeaf() {
    principal("person_ann", "PERSON", "VIEWER", "RESPONDER");
    role("granted", "person_ann", "APPROVER");
    role("revoked", "person_ann", "RESPONDER");
    grant("person_ann", "grt_1", "OPERATOR", Map.of("environment", "production"));
    grant("person_ann", "grt_2", "OPERATOR", Map.of());
    ledger.add(
        "access.grant-revoked",
        "person_ann",
        it -> it.putAll(Map.of("principal", "person_ann", "grant", "grt_2")));
    long cut = ledger.size();
    role("revoked", "person_ann", "APPROVER");
    var all = new ArrayList<ReportLeaf>();
    ledger.leaves(0, ledger.size()).forEachRemaining(all::add);

    var earlier = ReportTrial.report(ReportKind.ACCESS_REVIEW, all, 0, 2, cut);
    assertThat(roles(earlier))
        .containsExactly(
            "person_ann VIEWER by registration",
            "person_ann APPROVER by role",
            "person_ann OPERATOR by grant environment=production");
    assertThat(earlier.table("access-changes").orElseThrow().rows()).hasSize(4);
    assertThat(roles(report())).hasSize(2);
    assertThatThrownBy(() -> ReportTrial.parameters(ReportKind.ACCESS_REVIEW, LeafRange.of(2, cut)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aGroupsGrantIsItsMembers() {
    principal("person_ann", "PERSON");
    ledger.add(
        "access.group-grant-given",
        "grp_x",
        it -> it.putAll(Map.of("group", "grp_x", "grant", Map.of("id", "g", "role", "APPROVER"))));
    ledger.add(
        "access.member-added",
        "grp_x",
        it -> it.putAll(Map.of("group", "grp_x", "member", "person_ann")));
    assertThat(roles(report())).containsExactly("person_ann APPROVER by grp_x");
    ledger.add(
        "access.member-removed",
        "grp_x",
        it -> it.putAll(Map.of("group", "grp_x", "member", "person_ann")));
    assertThat(roles(report())).isEmpty();
  }

  @Test
  void rolesThatExcludeOneAnotherOverTheSameAreExceptions() {
    principal("person_a", "PERSON", "ADMINISTRATOR", "APPROVER");
    principal("person_b", "PERSON");
    grant("person_b", "g1", "POLICY_AUTHOR", Map.of("team", "payments"));
    grant("person_b", "g2", "APPROVER", Map.of("team", "search"));
    principal("person_c", "PERSON", "AUDITOR", "VIEWER");
    principal("person_d", "PERSON", "AUDITOR");
    grant("person_d", "g3", "RESPONDER", Map.of("environment", "staging"));
    principal("agent_e", "AGENT", "APPROVER");
    assertThat(report().exceptions())
        .filteredOn(it -> it.check().id().equals("access-separated"))
        .extracting(it -> it.subject() + " " + it.cause())
        .containsExactly(
            "person_a holds ADMINISTRATOR and APPROVER",
            "person_d holds AUDITOR and RESPONDER",
            "agent_e is a AGENT and holds APPROVER");
  }

  @Test
  void aRoleThatDecidesIsGivenByTwo() {
    principal("person_a", "PERSON");
    ledger.add(
        "access.role-granted",
        "person_a",
        it -> {
          it.putAll(Map.of("principal", "person_a", "role", "APPROVER", "by", "person_adm"));
          it.remove("confirmedBy");
        });
    role("granted", "person_a", "COMMANDER");
    ledger.add(
        "access.role-granted",
        "person_a",
        it -> it.keySet().removeAll(List.of("by", "confirmedBy")));
    assertThat(causes(report(), "access-agreed"))
        .containsExactly("APPROVER was given by person_adm alone");
    assertThat(report().exceptions())
        .filteredOn(it -> it.check().id().equals("access-agreed"))
        .extracting(it -> it.status())
        .containsExactly("before the bootstrap ended");
  }

  @Test
  void whoIsDisabledDoesNothingAndWhoHoldsARoleDoesSomething() {
    ledger.at("2026-08-01T10:00:00Z");
    principal("person_a", "PERSON", "VIEWER");
    principal("person_b", "PERSON", "VIEWER");
    ledger.at("2026-12-01T10:00:00Z").by("person_b", "PERSON");
    ledger.fact("access.session-opened", it -> it.put("principal", "person_b"));
    ledger.add("access.principal-disabled", "person_b", it -> it.put("principal", "person_b"));
    assertThat(causes(report(), "access-ended")).isEmpty();
    ledger.fact("access.session-opened", it -> it.put("principal", "person_b"));
    assertThat(causes(report(), "access-ended"))
        .containsExactly("access.session-opened by who was disabled at 2026-12-01T10:00:00Z");
    assertThat(causes(report(), "access-used"))
        .containsExactly("holds roles, and has done nothing since 2026-08-01T10:00:00Z");
  }
}
