package io.countersign.server.remediation;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Remediations as callers get them. */
final class RemediationAnswers {
  private RemediationAnswers() {}

  /**
   * What policy said.
   *
   * @param outcome {@code allowed}, {@code forbidden} or {@code needs-approval}
   * @param widened roles that may decide too once it was escalated
   */
  record Policy(
      String outcome,
      @Nullable String risk,
      @Nullable Integer quorum,
      @Nullable Set<Role> roles,
      @Nullable Set<Role> widened,
      List<String> rules,
      List<String> trace,
      @Nullable String because) {
    static Policy of(PolicyDecision decision) {
      return switch (decision) {
        case PolicyDecision.Allowed it -> plain("allowed", it, null);
        case PolicyDecision.Forbidden it -> plain("forbidden", it, it.because());
        case PolicyDecision.NeedsApproval it ->
            new Policy(
                "needs-approval",
                it.approval().risk(),
                it.approval().quorum(),
                new TreeSet<>(it.approval().roles()),
                new TreeSet<>(it.approval().widened()),
                it.rules(),
                it.trace(),
                null);
      };
    }

    private static Policy plain(String outcome, PolicyDecision it, @Nullable String because) {
      return new Policy(outcome, null, null, null, null, it.rules(), it.trace(), because);
    }
  }

  /** Who agreed, denied or took it back, and when. */
  record Word(String by, @Nullable String byName, String decision, Instant at, String reason) {
    static Word of(Remediations.Word it, PrincipalNames.Lookup names) {
      return new Word(
          it.by(), names.of(it.by()), ParameterParsing.lower(it.decision()), it.at(), it.reason());
    }
  }

  /**
   * A step of the plan or of its rollback.
   *
   * @param attempt 0 before the first
   * @param code why the last attempt failed
   */
  record Step(
      int number,
      String action,
      String target,
      String executor,
      Map<String, String> parameters,
      String state,
      int attempt,
      boolean rollback,
      @Nullable String code,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {
    static Step of(Remediations.Step it) {
      var planned = it.planned();
      return new Step(
          planned.number(),
          planned.action(),
          planned.target().toString(),
          planned.executor(),
          planned.parameters(),
          ParameterParsing.lower(it.state()),
          it.attempt(),
          it.rollback(),
          it.code(),
          it.startedAt(),
          it.endedAt());
    }
  }

  /** What telemetry said afterwards. */
  record Verification(boolean passed, Object readings) {
    static @Nullable Verification of(Remediations.@Nullable Verification it) {
      return it == null ? null : new Verification(it.passed(), json(it.readings()));
    }
  }

  /**
   * One remediation.
   *
   * @param plan the whole of what is proposed, as its digest covers it
   * @param alternatives what would have fitted as well, and why it came second
   * @param learnt what was tried before in this incident, and what came of it
   * @param record how the runbooks that fit have done so far
   * @param approvals those that stand
   * @param decisions each person's last word
   */
  record Item(
      String id,
      String incident,
      String state,
      int diagnosis,
      String runbook,
      String actionClass,
      String cause,
      String proposer,
      String planDigest,
      Object plan,
      @Nullable String dryRunSummary,
      List<String> alternatives,
      List<String> learnt,
      List<String> record,
      @Nullable Policy policy,
      List<Word> approvals,
      List<Word> decisions,
      @Nullable Instant requestedAt,
      @Nullable Instant remindAt,
      @Nullable Instant escalateAt,
      @Nullable Instant expiresAt,
      boolean escalated,
      List<Step> steps,
      Object before,
      @Nullable Verification verification,
      @Nullable String stopRequestedBy,
      Instant proposedAt,
      @Nullable Instant closedAt,
      @Nullable String withdrawal,
      @Nullable String because) {
    static Item of(Remediations.Row row, PrincipalNames.Lookup names) {
      var asked = row.request();
      var policy = row.policy();
      var withdrawal = row.withdrawal();
      return new Item(
          row.id(),
          row.incident(),
          ParameterParsing.lower(row.state()),
          row.diagnosis(),
          row.plan().runbook(),
          row.plan().actionClass(),
          row.plan().cause(),
          row.proposer(),
          row.planDigest().hex(),
          json(row.plan()),
          row.plan().dryRun().isEmpty() ? null : row.plan().dryRun(),
          row.considered().alternatives(),
          row.considered().learnt(),
          row.considered().record(),
          policy == null ? null : Policy.of(policy),
          row.approvals().stream().map(it -> Word.of(it, names)).toList(),
          row.decisions().stream().map(it -> Word.of(it, names)).toList(),
          asked == null ? null : asked.requestedAt(),
          asked == null ? null : asked.remindAt(),
          asked == null ? null : asked.escalateAt(),
          asked == null ? null : asked.expiresAt(),
          row.escalated(),
          row.steps().stream().map(Step::of).toList(),
          json(row.before()),
          Verification.of(row.verification()),
          names.orId(row.stopRequestedBy()),
          row.proposedAt(),
          row.closedAt(),
          withdrawal == null ? null : ParameterParsing.lower(withdrawal),
          row.because());
    }
  }

  private static Object json(Object domain) {
    return DomainJson.tree(DomainJson.write(domain));
  }
}
