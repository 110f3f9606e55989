package io.countersign.ledger.remediation.replay;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.remediation.replay.RecordedDecision.Stage;
import io.countersign.ledger.view.StatementBatch;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code view_policy_decision}: of each decision what it takes to decide again. The events
 * hold traces and the gate's checks besides, some kilobytes each, which nobody replays.
 */
final class PolicyDecisionsProjection implements View {
  private static final String DECIDED =
      """
      insert into view_policy_decision
        (position, remediation, stage, approvers, decision, input, engine)
      values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;

  private static final @Nullable String[] NOT_KEPT = {null, null, null};

  @Override
  public String name() {
    return "policy-decisions";
  }

  @Override
  public List<String> tables() {
    return List.of("view_policy_decision");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    var writes = new StatementBatch(DECIDED);
    for (var recorded : batch) {
      long position = recorded.position();
      switch (recorded.event()) {
        case PolicyEvaluated it ->
            add(position, it.remediation(), Stage.PROPOSAL, null, judgement(it), writes);
        case ExecutionStarted it ->
            add(position, it.remediation(), Stage.START, null, it.judgement(), writes);
        case StepStarted it when !it.rollback() -> {
          int approvers = it.approvers().size();
          add(position, it.remediation(), Stage.STEP, approvers, it.judgement(), writes);
        }
        default -> {
          // no other one holds a decision
        }
      }
    }
    writes.send(sql);
  }

  private static @Nullable PolicyJudgement judgement(PolicyEvaluated it) {
    var input = it.input();
    return input == null
        ? null
        : new PolicyJudgement(
            it.decision(), new PolicyGrounds(input, Objects.requireNonNullElse(it.engine(), "")));
  }

  private static void add(
      long position,
      RemediationId remediation,
      Stage stage,
      @Nullable Integer approvers,
      @Nullable PolicyJudgement judgement,
      StatementBatch writes) {
    var kept =
        judgement == null
            ? NOT_KEPT
            : new @Nullable String[] {
              DomainJson.write(bare(judgement.decision())),
              DomainJson.write(judgement.grounds().input()),
              judgement.grounds().engine()
            };
    writes.add(DECIDED, position, remediation, stage, approvers, kept[0], kept[1], kept[2]);
  }

  /** Without what nobody compares, which is different for each. */
  private static PolicyDecision bare(PolicyDecision decision) {
    return switch (decision) {
      case Allowed(var rules, var bundle, _) -> new Allowed(rules, bundle, List.of());
      case Forbidden(var rules, var bundle, _, _) -> new Forbidden(rules, bundle, List.of(), "");
      case NeedsApproval(var rules, var bundle, _, var approval) ->
          new NeedsApproval(rules, bundle, List.of(), approval);
    };
  }
}
