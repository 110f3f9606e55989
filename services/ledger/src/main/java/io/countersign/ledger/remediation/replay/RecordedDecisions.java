package io.countersign.ledger.remediation.replay;

import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.View;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.remediation.replay.RecordedDecision.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of policy that are on record, read page by page in their order: about proposals,
 * and those that the gate went by.
 */
public final class RecordedDecisions {
  private static final int SIZE = 2_000;

  /** Some megabytes at most. */
  private static final int MOST_KEPT = 1_000;

  private static final String LAST_OF_PAGE =
      "select position from view_policy_decision where position > ? and position <= ?"
          + " order by position offset ? limit 1";

  private static final String PAGE =
      """
      select position, remediation, stage, approvers, decision, input, engine
      from view_policy_decision where position > ? and position <= ? order by position\
      """;

  private static final String EXECUTED =
      "select distinct aggregate_id from event where aggregate_id = any(?)"
          + " and payload_type = 'remediation.execution-started'";

  private static final String INCIDENTS =
      "select remediation, incident from remediation_incident where remediation = any(?)";

  private final Transactions transactions;
  private final int size;
  private final Map<String, PolicyDecision> decisions = new ConcurrentHashMap<>();

  public RecordedDecisions(Transactions transactions) {
    this(transactions, SIZE);
  }

  /**
   * @param size of a page
   */
  RecordedDecisions(Transactions transactions, int size) {
    this.transactions = transactions;
    this.size = size;
  }

  /** What they are read from. */
  public static View view() {
    return new PolicyDecisionsProjection();
  }

  /** Where a page ends that begins behind {@code after}; {@code through} where that one is last. */
  long pageEnd(long after, long through) {
    return transactions.call(
        sql ->
            sql.first(LAST_OF_PAGE, row -> row.longValue("position"), after, through, size - 1)
                .orElse(through));
  }

  /** All behind {@code after}, up to {@code through}. */
  List<RecordedDecision> page(long after, long through) {
    return transactions.call(sql -> sql.list(PAGE, this::recorded, after, through));
  }

  private RecordedDecision recorded(SqlRow row) {
    return new RecordedDecision(
        row.longValue("position"),
        new RemediationId(row.text("remediation")),
        row.constant("stage", Stage.class),
        row.intOrNull("approvers"),
        judgement(row));
  }

  private @Nullable PolicyJudgement judgement(SqlRow row) {
    var input = row.textOrNull("input");
    return input == null
        ? null
        : new PolicyJudgement(
            decision(row.text("decision")), new PolicyGrounds(input(input), row.text("engine")));
  }

  private static PolicyInput input(String text) {
    return PolicyInputText.read(text).orElseGet(() -> DomainJson.read(text, PolicyInput.class));
  }

  /** Few are different: what is asked is the same for most plans. */
  private PolicyDecision decision(String text) {
    var known = decisions.get(text);
    if (known != null) {
      return known;
    }
    var read = DomainJson.read(text, PolicyDecision.class);
    if (decisions.size() < MOST_KEPT) {
      decisions.put(text, read);
    }
    return read;
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
