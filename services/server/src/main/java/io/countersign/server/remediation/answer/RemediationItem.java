package io.countersign.server.remediation.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.domain.Answer;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.past.AsOf;
import io.countersign.server.incident.ticket.ShownTicket;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One remediation as callers get it: flat in JSON.
 *
 * @param timeNeeded for how long its targets have to be open for it to begin, and by what; absent
 *     once it has begun
 * @param publication of a plan of high risk: whether what it may run by is under a head of the
 *     record that others can prove, and which witnesses that takes; absent for any other, and once
 *     it's over
 * @param tickets its change requests in other systems, also those that aren't created yet
 * @param incidentTickets those of the incident that it's for
 * @param asOf the moment that this is of; absent for now
 */
public record RemediationItem(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Proposal proposal,
    @JsonUnwrapped Considered considered,
    @JsonUnwrapped RemediationApproval approval,
    @JsonUnwrapped RemediationExecution execution,
    @Nullable String timeNeeded,
    @Nullable Window window,
    @Nullable String publication,
    @Nullable You you,
    @JsonUnwrapped Lifetime lifetime,
    List<ShownTicket> tickets,
    List<ShownTicket> incidentTickets,
    @Nullable AsOf asOf) {

  /**
   * @param held tickets, by the remediation or incident that they're of
   */
  public static RemediationItem of(
      Remediations.Row row,
      @Nullable String incidentTitle,
      PrincipalNames.Lookup names,
      Map<String, List<ShownTicket>> held) {
    return new RemediationItem(
        Subject.of(row, incidentTitle),
        Proposal.of(row),
        Considered.of(row.considered()),
        RemediationApproval.of(row, names),
        RemediationExecution.of(row, names),
        null,
        null,
        null,
        null,
        Lifetime.of(row),
        held.getOrDefault(row.id(), List.of()),
        held.getOrDefault(row.incident(), List.of()),
        null);
  }

  /**
   * The same, with what calendars say of it now, and not what they said when it was held up; and
   * with how far it's published.
   */
  public RemediationItem with(
      @Nullable Window closed, @Nullable String needed, @Nullable String published) {
    var now = closed == null ? lifetime : lifetime.withoutReason();
    return new RemediationItem(
        subject,
        proposal,
        considered,
        approval,
        execution,
        needed,
        closed,
        published,
        you,
        now,
        tickets,
        incidentTickets,
        asOf);
  }

  /** The same, with what the decider would say to whoever looks. */
  public RemediationItem with(@Nullable You who) {
    return new RemediationItem(
        subject,
        proposal,
        considered,
        approval,
        execution,
        timeNeeded,
        window,
        publication,
        who,
        lifetime,
        tickets,
        incidentTickets,
        asOf);
  }

  /** The same, as it was at a moment. */
  public RemediationItem as(AsOf moment) {
    return new RemediationItem(
        subject,
        proposal,
        considered,
        approval,
        execution,
        timeNeeded,
        window,
        publication,
        you,
        lifetime,
        tickets,
        incidentTickets,
        moment);
  }

  /**
   * What the one who looks could do, where people are asked.
   *
   * @param code of the refusal that approving would meet now; absent for none
   */
  public record You(boolean mayApprove, @Nullable String code, @Nullable String why) {
    public static You of(Answer answer) {
      return switch (answer) {
        case Answer.Refused(var code, var why) -> new You(false, code.name(), why);
        case Answer.Done _, Answer.Unchanged _ -> new You(true, null, null);
      };
    }
  }

  /**
   * A calendar is in the way of its beginning now.
   *
   * @param code {@code window_closed}, {@code frozen} or {@code window_too_short}
   * @param text in words
   * @param opensAt when it may begin; absent for never, as far as is computed, and while a halt
   *     holds it up as well
   */
  public record Window(String code, String text, @Nullable Instant opensAt) {}

  /**
   * What it is about, and where it stands.
   *
   * @param incidentTitle what that incident means to users, and why
   * @param diagnosis the number of the one that it rests on
   */
  record Subject(
      String id, String incident, @Nullable String incidentTitle, String state, int diagnosis) {
    static Subject of(Remediations.Row row, @Nullable String incidentTitle) {
      return new Subject(
          row.id(),
          row.incident(),
          incidentTitle,
          ParameterParsing.lower(row.state()),
          row.diagnosis());
    }
  }

  /**
   * What is proposed.
   *
   * @param plan the whole of it, as its digest covers it
   */
  record Proposal(
      String runbook,
      String actionClass,
      String cause,
      String proposer,
      String planDigest,
      Object plan,
      @Nullable String dryRunSummary) {
    static Proposal of(Remediations.Row row) {
      var plan = row.plan();
      return new Proposal(
          plan.runbook(),
          plan.actionClass(),
          plan.cause(),
          row.proposer(),
          row.planDigest().hex(),
          json(plan),
          plan.dryRun().isEmpty() ? null : plan.dryRun());
    }
  }

  /**
   * What else was thought of.
   *
   * @param alternatives what would have fitted as well, and why it came second
   * @param learnt what was tried before in this incident, and what came of it
   * @param record how the runbooks that fit have done so far
   */
  record Considered(List<String> alternatives, List<String> learnt, List<String> record) {
    static Considered of(ConsideredAlternatives it) {
      return new Considered(it.alternatives(), it.learnt(), it.record());
    }
  }

  /**
   * From when until when it was.
   *
   * @param withdrawal why it isn't wanted any more
   * @param because how it came to its end, or what holds it up, in words
   * @param held targets that it holds still: whether a step on them took effect isn't known
   */
  record Lifetime(
      Instant proposedAt,
      @Nullable Instant closedAt,
      @Nullable String withdrawal,
      @Nullable String because,
      List<String> held) {
    Lifetime withoutReason() {
      return new Lifetime(proposedAt, closedAt, withdrawal, null, held);
    }

    static Lifetime of(Remediations.Row row) {
      var withdrawal = row.withdrawal();
      return new Lifetime(
          row.proposedAt(),
          row.closedAt(),
          withdrawal == null ? null : ParameterParsing.lower(withdrawal),
          row.because(),
          row.held());
    }
  }

  static Object json(Object domain) {
    return DomainJson.tree(DomainJson.write(domain));
  }
}
