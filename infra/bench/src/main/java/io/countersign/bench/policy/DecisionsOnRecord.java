package io.countersign.bench.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.codec.EventNames;
import io.countersign.policies.approval.PolicyEngine;
import io.countersign.policies.bundle.CompiledBundle;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of nothing but decisions, as the product writes them: of two plans one is begun, and
 * policy is asked about it at its proposal, its start and its step. Traces are left out: nobody
 * replays them, and they would be most of the gigabytes.
 */
final class DecisionsOnRecord {
  private static final int AT_ONCE = 1_000;
  private static final int A_PLAN_PAIR = 4;
  private static final Instant BEGUN = Instant.parse("2026-12-01T12:00:00Z");
  private static final TargetState TARGET =
      new TargetState(EntityId.service("production", "orders"), Map.of());
  private static final Map<String, String> METADATA =
      Map.of("actor", "system", "actorKind", "SERVICE", "via", "SYSTEM", "commandId", "bench");

  private static final String INSERT =
      """
      insert into event (global_index, event_id, aggregate_type, aggregate_id, sequence_number,
        payload_type, payload_revision, payload, meta_data, recorded_at)
      values (?, ?, 'remediation', ?, ?, ?, ?, ?, ?, ?)\
      """;

  private final CompiledBundle bundle;
  private final RandomPlans inputs;

  DecisionsOnRecord(CompiledBundle bundle, long seed) {
    this.bundle = bundle;
    this.inputs = new RandomPlans(seed);
  }

  void write(int count, Ledger ledger, PrintStream progress) {
    for (int from = 1; from <= count; from += AT_ONCE) {
      var rows = rows(from, Math.min(count, from + AT_ONCE - 1));
      ledger
          .transactions()
          .call(
              sql -> {
                sql.executeBatch(INSERT, rows);
                return rows.size();
              });
      if (from % 100_000 == 1) {
        progress.println("recorded " + (from - 1) + " of " + count + " decisions");
      }
    }
  }

  private List<@Nullable Object[]> rows(int first, int last) {
    var metadata = DomainJson.write(METADATA);
    var rows = new ArrayList<@Nullable Object[]>();
    for (int position = first; position <= last; position++) {
      var event = decided(position);
      var name = EventNames.of(event.getClass());
      rows.add(
          new Object[] {
            (long) position,
            new UUID(7, position),
            event.remediation().value(),
            (long) sequence(position),
            name.type(),
            name.revision(),
            DomainJson.write(event),
            metadata,
            BEGUN.plusSeconds(position).toString()
          });
    }
    return rows;
  }

  /** Of each four one is another plan's only one. */
  private static int sequence(int position) {
    return position % A_PLAN_PAIR == 0 ? 0 : position % A_PLAN_PAIR - 1;
  }

  private RemediationEvent decided(int position) {
    var grounds = new PolicyGrounds(inputs.next(), PolicyEngine.VERSION);
    var decision = bundle.rules().verdict(grounds.input());
    var judgement = new PolicyJudgement(decision, grounds);
    var plan = remediation(position - sequence(position));
    return switch (position % A_PLAN_PAIR) {
      case 2 -> started(plan, judgement);
      case 3 -> step(plan, judgement, BEGUN.plusSeconds(position));
      default -> PolicyEvaluated.of(plan, decision, grounds);
    };
  }

  private static RemediationId remediation(int number) {
    return new RemediationId(String.format(Locale.ROOT, "rem_%016x", number));
  }

  private ExecutionStarted started(RemediationId plan, PolicyJudgement judgement) {
    Digest digest = bundle.digest();
    return new ExecutionStarted(
        plan, digest, List.of(), List.of(), List.of(), digest, List.of(), null, judgement, null);
  }

  private StepStarted step(RemediationId plan, PolicyJudgement judgement, Instant at) {
    var people = List.of(new PrincipalId("ann"), new PrincipalId("ben"));
    return new StepStarted(
        plan,
        1,
        1,
        1,
        false,
        plan.value(),
        TARGET,
        null,
        people,
        bundle.digest(),
        List.of(),
        at,
        null,
        judgement,
        null);
  }
}
