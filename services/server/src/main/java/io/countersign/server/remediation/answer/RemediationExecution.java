package io.countersign.server.remediation.answer;

import io.countersign.domain.remediation.GateCheck;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a remediation, and what telemetry said of it.
 *
 * @param before the probes' readings just before
 * @param gate the checks of the gate's first pass, in their order; empty before it
 */
record RemediationExecution(
    List<Step> steps,
    Object before,
    List<Check> gate,
    @Nullable Verification verification,
    @Nullable String stopRequestedBy) {

  static RemediationExecution of(Remediations.Row row, PrincipalNames.Lookup names) {
    return new RemediationExecution(
        row.steps().stream().map(Step::of).toList(),
        RemediationItem.json(row.before()),
        row.gate().stream().map(Check::of).toList(),
        Verification.of(row.verification()),
        names.orId(row.stopRequestedBy()));
  }

  /**
   * One check.
   *
   * @param result {@code held}, {@code failed} or {@code not_applicable}
   * @param input what it was judged by; absent where its name says it
   */
  record Check(String check, String result, @Nullable String input) {
    static Check of(GateCheck it) {
      return new Check(
          it.check(),
          ParameterParsing.lower(it.result()),
          it.input().isEmpty() ? null : it.input());
    }
  }

  /**
   * A step of the plan or of its rollback.
   *
   * @param attempt 0 before the first
   * @param code why the last attempt failed
   * @param gate the checks of the gate's second pass, just before its effect; empty before it
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
      @Nullable Instant endedAt,
      List<Check> gate) {
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
          it.endedAt(),
          it.gate().stream().map(Check::of).toList());
    }
  }

  /** What telemetry said afterwards. */
  record Verification(boolean passed, Object readings) {
    static @Nullable Verification of(Remediations.@Nullable Verification it) {
      return it == null ? null : new Verification(it.passed(), RemediationItem.json(it.readings()));
    }
  }
}
