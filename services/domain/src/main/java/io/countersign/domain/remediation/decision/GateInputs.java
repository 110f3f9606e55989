package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.Remediation.Known;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The words of what the gate's checks are judged by. */
final class GateInputs {
  private GateInputs() {}

  static String states(List<TargetState> states) {
    return states.stream()
        .map(it -> it.target() + " " + new TreeMap<>(it.fields()))
        .collect(Collectors.joining("; "));
  }

  static String readings(List<ProbeReading> readings) {
    return readings.stream()
        .map(it -> it.probe() + (it.holds() ? " holds" : " doesn't hold"))
        .collect(Collectors.joining("; "));
  }

  static String policy(PolicyDecision now) {
    var outcome =
        switch (now) {
          case PolicyDecision.Allowed _ -> "allowed";
          case PolicyDecision.Forbidden _ -> "forbidden";
          case PolicyDecision.NeedsApproval it -> "needs " + it.approval().quorum();
        };
    return "%s by %s of bundle %s"
        .formatted(outcome, String.join(", ", now.rules()), now.bundle().hex());
  }

  /**
   * Who may by all that was asked for, of how many, and who doesn't any more. Who is involved is
   * another check's matter.
   */
  static String approvals(Known state, ApprovalState consent, CommandContext context) {
    var counting = ApproverEligibility.entitledAnyhow(state.dossier(), consent, context);
    var lost = consent.approvers().stream().filter(it -> !counting.contains(it)).toList();
    return "%s of %s count: %s%s%s"
        .formatted(
            counting.size(),
            consent.demands().stream().mapToInt(Approval::quorum).max().orElse(0),
            names(counting) + EmergencyPower.words(state.dossier(), consent, context),
            lost.isEmpty() ? "" : "; no more: " + names(lost),
            consent.votes().revoked().isEmpty()
                ? ""
                : "; revoked: " + names(consent.votes().revoked().keySet()));
  }

  /** For how many groups those who count stand, and who for which; for each of what was asked. */
  static String groups(Known state, ApprovalState consent, CommandContext context) {
    return consent.demands().stream()
        .map(it -> groups(it, GroupStanding.of(it, state.dossier(), consent, context)))
        .collect(Collectors.joining("; "));
  }

  private static String groups(Approval terms, Map<PrincipalId, String> standing) {
    var words =
        standing.entrySet().stream()
            .map(it -> it.getKey().value() + " for " + it.getValue())
            .collect(Collectors.joining(", "));
    return standing.size()
        + " of "
        + terms.distinctGroups()
        + (words.isEmpty() ? "" : ": " + words);
  }

  static String duties(Known state, CommandContext context) {
    var authors = ApproverEligibility.changeAuthors(state.dossier(), context.facts());
    return "proposed by %s; changed by %s; runbook by %s"
        .formatted(
            state.dossier().proposer().value(),
            authors.isEmpty() ? "nobody known" : names(authors),
            ApproverEligibility.runbookAuthors(state.dossier(), context.facts())
                .map(it -> it.isEmpty() ? "nobody, it came with the first bundle" : names(it))
                .orElse("nobody known"));
  }

  private static String names(Collection<PrincipalId> persons) {
    return persons.isEmpty()
        ? "nobody"
        : persons.stream().map(PrincipalId::value).sorted().collect(Collectors.joining(", "));
  }
}
