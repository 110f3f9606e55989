package io.countersign.ledger.remediation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.postgres.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of policy that are on record, read page by page in their order: about proposals,
 * and those that the gate went by.
 */
public final class RecordedDecisions {
  private static final int SIZE = 1_000;

  private static final String AFTER =
      "select "
          + EventReader.COLUMNS
          + " from event where payload_type in ('remediation.policy-evaluated',"
          + " 'remediation.execution-started', 'remediation.step-started')"
          + " and global_index > ? and global_index <= ? order by global_index limit "
          + SIZE;

  private static final String EXECUTED =
      "select distinct aggregate_id from event where aggregate_id = any(?)"
          + " and payload_type = 'remediation.execution-started'";

  private static final String INCIDENTS =
      "select remediation, incident from remediation_incident where remediation = any(?)";

  /** What was decided about. */
  public enum Stage {
    PROPOSAL,
    START,
    STEP
  }

  /**
   * One of them.
   *
   * @param judgement null where what was looked at wasn't kept yet
   * @param approvers whose approvals counted; null where that isn't told there
   */
  public record Recorded(
      long position,
      RemediationId remediation,
      Stage stage,
      @Nullable PolicyJudgement judgement,
      @Nullable List<PrincipalId> approvers) {}

  /**
   * Some of them.
   *
   * @param reached the position up to which these are all
   */
  public record Decisions(List<Recorded> all, long reached) {}

  private final Transactions transactions;
  private final EventReader reader = new EventReader();

  public RecordedDecisions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The next ones behind {@code after}, up to {@code through}. */
  public Decisions next(long after, long through) {
    var read = transactions.call(sql -> reader.read(sql, AFTER, after, through));
    return new Decisions(
        read.stream().flatMap(RecordedDecisions::recorded).toList(),
        read.size() < SIZE ? through : read.getLast().position());
  }

  private static Stream<Recorded> recorded(RecordedEvent recorded) {
    long position = recorded.position();
    return switch (recorded.event()) {
      case PolicyEvaluated it ->
          Stream.of(new Recorded(position, it.remediation(), Stage.PROPOSAL, judgement(it), null));
      case RemediationEvent.ExecutionStarted it ->
          Stream.of(new Recorded(position, it.remediation(), Stage.START, it.judgement(), null));
      case RemediationEvent.StepStarted it when !it.rollback() ->
          Stream.of(
              new Recorded(position, it.remediation(), Stage.STEP, it.judgement(), it.approvers()));
      default -> Stream.of();
    };
  }

  private static @Nullable PolicyJudgement judgement(PolicyEvaluated it) {
    var input = it.input();
    return input == null
        ? null
        : new PolicyJudgement(
            it.decision(), new PolicyGrounds(input, Objects.requireNonNullElse(it.engine(), "")));
  }

  /** Whose plans were ever begun to be carried out. */
  public Set<RemediationId> executed(Collection<RemediationId> among) {
    return transactions.call(
        sql ->
            Set.copyOf(
                sql.list(
                    EXECUTED,
                    row -> new RemediationId(row.text("aggregate_id")),
                    (Object) ids(among))));
  }

  /** Those that aren't known are left out. */
  public Map<RemediationId, String> incidents(Collection<RemediationId> of) {
    return transactions.call(
        sql ->
            sql
                .list(
                    INCIDENTS,
                    row ->
                        Map.entry(new RemediationId(row.text("remediation")), row.text("incident")),
                    (Object) ids(of))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static String[] ids(Collection<RemediationId> remediations) {
    return remediations.stream().map(RemediationId::value).distinct().toArray(String[]::new);
  }
}
