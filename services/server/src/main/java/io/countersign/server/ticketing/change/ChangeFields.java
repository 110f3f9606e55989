package io.countersign.server.ticketing.change;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.ticketing.ChangeApprovals;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.summary.EventSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fields of a remediation that its change request is to have, as plain text. */
@Component
public final class ChangeFields {
  /** What a long text of ServiceNow's takes. */
  private static final int MOST = 3900;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Ledger ledger;
  private final PrincipalNames names;
  private final EventSummary summary;
  private final ChangeApprovals record;

  private final ChangeSchedule schedule;

  ChangeFields(
      Ledger ledger,
      PrincipalNames names,
      EventSummary summary,
      ChangeApprovals record,
      ChangeSchedule schedule) {
    this.schedule = schedule;
    this.ledger = ledger;
    this.names = names;
    this.summary = summary;
    this.record = record;
  }

  /** When the remediation came to its end; empty while it didn't. */
  public Optional<Instant> endOf(TicketLinkId link) {
    return ledger.remediation(new RemediationId(link.holder())) instanceof Remediation.Closed
        ? record.endOf(link)
        : Optional.empty();
  }

  /**
   * By our names: {@code state}, {@code risk}, {@code start}, {@code end} and {@code expires} in
   * UTC, {@code plan}, {@code backout}, {@code approvals} and {@code result}; empty ones where
   * nothing is known yet.
   */
  public Map<String, String> of(RemediationId remediation) {
    return ledger.remediation(remediation) instanceof Remediation.Known known
        ? of(known)
        : Map.of();
  }

  private Map<String, String> of(Remediation.Known known) {
    var plan = known.dossier().plan();
    var asked = known.consent();
    var times = schedule.of(known);
    var all = new HashMap<String, String>();
    all.put(FieldRule.STATE, ChangeCourse.state(known));
    all.put("risk", risk(known));
    all.put("start", time(times.start()));
    all.put("end", time(times.end()));
    all.put("expires", time(asked == null ? plan.expires() : asked.deadlines().expiresAt()));
    all.put("plan", TextLimit.cut(steps(plan.steps()), MOST));
    all.put("backout", TextLimit.cut(backout(plan), MOST));
    all.put("approvals", approvals(known));
    all.put("result", ChangeCourse.result(known));
    return all;
  }

  private static String risk(Remediation.Known known) {
    return known.dossier().policy() instanceof NeedsApproval needed ? needed.approval().risk() : "";
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "" : TIME.format(at);
  }

  /**
   * The plan in whole, with its digest: the text that whoever approves there is to have read. From
   * the plan alone, so that it's the same whenever it's written.
   *
   * @return empty where nothing is proposed, or it doesn't fit whole
   */
  public Optional<String> block(RemediationId remediation) {
    return ledger.remediation(remediation) instanceof Remediation.Known known
        ? Optional.of(block(known)).filter(it -> it.length() <= MOST)
        : Optional.empty();
  }

  /** The same, or as much of it as fits; empty where nothing is proposed. */
  public String beginning(RemediationId remediation) {
    return ledger.remediation(remediation) instanceof Remediation.Known known
        ? TextLimit.cut(block(known), MOST)
        : "";
  }

  private String block(Remediation.Known known) {
    var plan = known.dossier().plan();
    return line(known) + "\nSteps:\n" + steps(plan.steps()) + "\nBackout:\n" + backout(plan);
  }

  private String line(Remediation.Known known) {
    var it = known.dossier();
    var proposed =
        new RemediationEvent.Proposed(
            it.remediation(), it.diagnosis(), it.proposer(), it.plan(), it.planDigest());
    return "Plan " + it.planDigest() + ": " + summary.of(proposed);
  }

  private static String backout(Plan plan) {
    return plan.rollback().isEmpty() ? "none is declared" : steps(plan.rollback());
  }

  private static String steps(List<PlannedStep> steps) {
    return steps.stream()
        .map(it -> it.number() + ". " + it.inWords())
        .collect(Collectors.joining("\n"));
  }

  private String approvals(Remediation.Known known) {
    var lookup = names.lookup();
    return known.approvers().stream()
        .map(it -> Objects.requireNonNullElse(lookup.orId(it.value()), it.value()))
        .collect(Collectors.joining(", "));
  }
}
