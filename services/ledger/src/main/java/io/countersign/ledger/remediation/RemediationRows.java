package io.countersign.ledger.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.GateCheck;
import io.countersign.domain.remediation.RemediationEvent.ApprovalExtended;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.PolicyEvaluated;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.remediation.RemediationEvent.QuorumShortened;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationEvent.VerificationFailed;
import io.countersign.domain.remediation.RemediationEvent.VerificationPassed;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.remediation.Remediations.Decided;
import io.countersign.ledger.remediation.Remediations.Request;
import io.countersign.ledger.remediation.Remediations.Row;
import io.countersign.ledger.remediation.Remediations.Shortening;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.ledger.remediation.Remediations.Step;
import io.countersign.ledger.remediation.Remediations.StepState;
import io.countersign.ledger.remediation.Remediations.Verification;
import io.countersign.ledger.remediation.Remediations.Word;
import io.countersign.ledger.view.ViewQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts rows together from the view's tables and from the events that they point to. */
final class RemediationRows {
  /** A row of {@code view_remediation}. */
  private record Head(
      String id,
      long position,
      String incident,
      State state,
      int diagnosis,
      String proposer,
      Digest planDigest,
      @Nullable Request request,
      boolean reminded,
      boolean escalated,
      @Nullable String stopRequestedBy,
      Instant proposedAt,
      @Nullable Instant closedAt,
      Withdrawn.@Nullable Reason withdrawal,
      @Nullable String because,
      List<String> held,
      @Nullable String shortfall,
      @Nullable Long policyPosition,
      @Nullable Long shortenedPosition,
      @Nullable Long executionPosition,
      @Nullable Long verificationPosition) {
    /** Of the events that the row is read from. */
    Stream<Long> positions() {
      return Stream.of(
              position, policyPosition, shortenedPosition, executionPosition, verificationPosition)
          .flatMap(Stream::ofNullable);
    }
  }

  /** A row of {@code view_remediation_step}, before it's matched with what was planned. */
  private record StepRow(
      String remediation,
      boolean rollback,
      int number,
      StepState state,
      int attempt,
      @Nullable String code,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}

  /** Where a step was started, each time. */
  private record StartRow(String remediation, long position) {}

  /** A row of {@code view_remediation_decision}. */
  private record WordRow(
      String remediation, long position, String by, Instant at, Decided decision, String reason) {}

  private static final String WORDS =
      "select * from view_remediation_decision where remediation_id = any(?) order by position";
  private static final String STEPS =
      "select * from view_remediation_step where remediation_id = any(?) order by rollback, number";

  private static final String STARTS =
      """
      select aggregate_id, global_index from event
      where aggregate_id = any(?) and payload_type = 'remediation.step-started'
      order by global_index\
      """;

  private final Map<Long, RecordedEvent> events;
  private final Map<String, List<WordRow>> words;
  private final Map<String, List<StepRow>> steps;
  private final Map<String, List<StartRow>> starts;

  private RemediationRows(ViewQuery query, List<Head> heads) {
    var ids = heads.stream().map(Head::id).toList();
    words = query.grouped(WORDS, RemediationRows::word, WordRow::remediation, ids);
    starts = query.grouped(STARTS, RemediationRows::start, StartRow::remediation, ids);
    var said = words.values().stream().flatMap(List::stream).map(WordRow::position);
    var began = starts.values().stream().flatMap(List::stream).map(StartRow::position);
    events =
        query.eventsAt(
            Stream.concat(heads.stream().flatMap(Head::positions), Stream.concat(said, began))
                .distinct()
                .toList());
    steps = query.grouped(STEPS, RemediationRows::step, StepRow::remediation, ids);
  }

  /**
   * @param sql selects all of {@code view_remediation}
   */
  static List<Row> read(ViewQuery query, String sql, @Nullable Object... values) {
    var heads = query.list(sql, RemediationRows::head, values);
    var rows = new RemediationRows(query, heads);
    return heads.stream().map(rows::row).toList();
  }

  private Row row(Head head) {
    var proposed = (Proposed) event(head.position());
    return new Row(
        head.id(),
        head.position(),
        head.incident(),
        head.state(),
        head.diagnosis(),
        head.proposer(),
        proposed.plan(),
        head.planDigest(),
        Objects.requireNonNullElse(proposed.considered(), ConsideredAlternatives.NOTHING),
        policy(head.policyPosition()),
        shortening(head.shortenedPosition()),
        words.getOrDefault(head.id(), List.of()).stream().map(this::word).toList(),
        head.request(),
        head.reminded(),
        head.escalated(),
        steps(head.id(), proposed),
        before(head.executionPosition()),
        gate(head.executionPosition()),
        verification(head.verificationPosition()),
        head.stopRequestedBy(),
        head.proposedAt(),
        head.closedAt(),
        head.withdrawal(),
        head.because(),
        head.held(),
        head.state() == State.AWAITING_APPROVAL ? head.shortfall() : null);
  }

  private Word word(WordRow row) {
    var grounds = event(row.position()) instanceof ApprovalGranted e ? e.grounds() : null;
    return new Word(row.by(), row.at(), row.decision(), row.reason(), grounds);
  }

  private Event event(long position) {
    var recorded = events.get(position);
    if (recorded == null) {
      throw new IllegalStateException("the view names an event that isn't there: " + position);
    }
    return recorded.event();
  }

  private @Nullable PolicyDecision policy(@Nullable Long position) {
    return switch (position == null ? null : event(position)) {
      case PolicyEvaluated e -> e.decision();
      case ApprovalExtended e ->
          new PolicyDecision.NeedsApproval(
              e.policyRules(), e.policyBundle(), List.of(), e.approval());
      case null, default -> null;
    };
  }

  private @Nullable Shortening shortening(@Nullable Long position) {
    return position != null && event(position) instanceof QuorumShortened e
        ? new Shortening(e.by().value(), e.quorum(), e.reason())
        : null;
  }

  private List<GateCheck> gate(@Nullable Long position) {
    var checks = position == null ? null : ((ExecutionStarted) event(position)).checks();
    return checks == null ? List.of() : checks;
  }

  private List<ProbeReading> before(@Nullable Long position) {
    return position == null ? List.of() : ((ExecutionStarted) event(position)).before();
  }

  private @Nullable Verification verification(@Nullable Long position) {
    return switch (position == null ? null : event(position)) {
      case VerificationPassed e -> new Verification(true, e.after());
      case VerificationFailed e -> new Verification(false, e.after());
      case null, default -> null;
    };
  }

  private List<Step> steps(String id, Proposed proposed) {
    return steps.getOrDefault(id, List.of()).stream()
        .map(
            row -> step(row, row.rollback() ? proposed.plan().rollback() : proposed.plan().steps()))
        .sorted(Comparator.comparing(Step::rollback))
        .toList();
  }

  private Step step(StepRow row, List<PlannedStep> plan) {
    var planned =
        plan.stream().filter(step -> step.number() == row.number()).findFirst().orElseThrow();
    return new Step(
        planned,
        row.rollback(),
        row.state(),
        row.attempt(),
        row.code(),
        row.startedAt(),
        row.endedAt(),
        gate(row));
  }

  /** Of the last time that it was let through; the view may not show the latest attempt yet. */
  private List<GateCheck> gate(StepRow row) {
    return starts.getOrDefault(row.remediation(), List.of()).stream()
        .map(it -> (StepStarted) event(it.position()))
        .filter(it -> it.rollback() == row.rollback() && it.step() == row.number())
        .filter(it -> it.attempt() == row.attempt())
        .reduce((_, last) -> last)
        .map(StepStarted::checks)
        .orElse(List.of());
  }

  private static StartRow start(SqlRow row) {
    return new StartRow(row.text("aggregate_id"), row.longValue("global_index"));
  }

  private static Head head(SqlRow row) {
    return new Head(
        row.text("remediation_id"),
        row.longValue("position"),
        row.text("incident_id"),
        row.constant("state", State.class),
        row.intValue("diagnosis"),
        row.text("proposer"),
        new Digest(row.text("plan_digest")),
        request(row),
        row.flag("reminded"),
        row.flag("escalated"),
        row.textOrNull("stop_requested_by"),
        row.instant("proposed_at"),
        row.instantOrNull("closed_at"),
        row.constantOrNull("withdrawal", Withdrawn.Reason.class),
        row.textOrNull("because"),
        row.texts("held"),
        row.textOrNull("shortfall"),
        row.longOrNull("policy_position"),
        row.longOrNull("shortened_position"),
        row.longOrNull("execution_position"),
        row.longOrNull("verification_position"));
  }

  private static @Nullable Request request(SqlRow row) {
    var requestedAt = row.instantOrNull("requested_at");
    return requestedAt == null
        ? null
        : new Request(
            requestedAt,
            row.instant("remind_at"),
            row.instant("escalate_at"),
            row.instant("expires_at"));
  }

  private static WordRow word(SqlRow row) {
    return new WordRow(
        row.text("remediation_id"),
        row.longValue("position"),
        row.text("principal"),
        row.instant("at"),
        row.constant("decision", Decided.class),
        row.text("reason"));
  }

  private static StepRow step(SqlRow row) {
    return new StepRow(
        row.text("remediation_id"),
        row.flag("rollback"),
        row.intValue("number"),
        row.constant("state", StepState.class),
        row.intValue("attempt"),
        row.textOrNull("code"),
        row.instantOrNull("started_at"),
        row.instantOrNull("ended_at"));
  }
}
