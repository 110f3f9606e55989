package io.countersign.server.remediation.answer;

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
 */
record RemediationExecution(
    List<Step> steps,
    Object before,
    @Nullable Verification verification,
    @Nullable String stopRequestedBy) {

  static RemediationExecution of(Remediations.Row row, PrincipalNames.Lookup names) {
    return new RemediationExecution(
        row.steps().stream().map(Step::of).toList(),
        RemediationItem.json(row.before()),
        Verification.of(row.verification()),
        names.orId(row.stopRequestedBy()));
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
      return it == null ? null : new Verification(it.passed(), RemediationItem.json(it.readings()));
    }
  }
}
