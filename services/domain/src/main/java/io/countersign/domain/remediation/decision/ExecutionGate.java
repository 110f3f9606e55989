package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.APPROVAL_EXPIRED;
import static io.countersign.domain.RefusalCode.APPROVER_NO_LONGER_AUTHORISED;
import static io.countersign.domain.RefusalCode.CLOCK_SKEWED;
import static io.countersign.domain.RefusalCode.CONDITION_NOT_MET;
import static io.countersign.domain.RefusalCode.CONTENT_CHANGED;
import static io.countersign.domain.RefusalCode.DIGEST_MISMATCH;
import static io.countersign.domain.RefusalCode.EXECUTION_HALTED;
import static io.countersign.domain.RefusalCode.INCIDENT_CLOSED;
import static io.countersign.domain.RefusalCode.NOT_APPROVED;
import static io.countersign.domain.RefusalCode.NOT_WITNESSED;
import static io.countersign.domain.RefusalCode.POLICY_REFUSED;
import static io.countersign.domain.RefusalCode.SOD_CHANGE_AUTHOR;
import static io.countersign.domain.RefusalCode.STALE_POLICY_BUNDLE;
import static io.countersign.domain.RefusalCode.TARGET_BUSY;
import static io.countersign.domain.RefusalCode.TARGET_IN_DOUBT;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.PublicationFacts;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationFacts.Holder;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.autonomy.AutonomyFacts;
import io.countersign.domain.remediation.autonomy.Promotion;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules that stand before every effect, judged by facts and policy as they are now (invariant
 * 7). A rollback was approved with its plan: a closed incident, expiry, lost roles, stricter policy
 * and a requested stop don't hold it up, but the kill switch does, because halted means that
 * nothing is touched.
 */
final class ExecutionGate {
  private ExecutionGate() {}

  /** Only on the way forward: it's still wanted, and still agreed to. */
  static List<Rule> forward(
      Known state, PolicyDecision now, ClockComparison clocks, CommandContext context) {
    var facts = context.facts();
    return Rule.join(
        Rule.join(
            List.of(byLawInForce(now, facts), incidentOpen(state.dossier().plan(), facts)),
            consented(state, context)),
        permitted(state, now, context).checking("policy", GateInputs.policy(now)),
        that(clocks.agree() || !state.dossier().isHighRisk(now), CLOCK_SKEWED, clocks.difference())
            .checking("clocks", clocks.difference()),
        provable(state, now, context));
  }

  /** What can do most harm runs by nothing that its own record could take back unseen. */
  private static Rule provable(Known state, PolicyDecision now, CommandContext context) {
    var publication = context.facts(PublicationFacts.class).of(state.dossier().remediation());
    var words = publication.words();
    return that(
            publication.covers() || !state.dossier().isHighRisk(now),
            NOT_WITNESSED,
            NOT_WITNESSED.meaning() + " For now " + words + ".")
        .checking(GatePass.PROOF, publication.covers() ? words : "unwitnessed: " + words);
  }

  /** Policy spoke by what is in force at this moment, not by what was as it was asked. */
  static Rule byLawInForce(PolicyDecision now, Facts facts) {
    var inForce = facts.of(PolicyBundleFacts.class).inForce();
    return that(
            inForce.filter(it -> it.digest().equals(now.bundle())).isPresent(),
            STALE_POLICY_BUNDLE,
            "Another policy bundle took effect since policy was asked: it's asked again.")
        .checking(
            "policy-bundle",
            inForce.map(it -> it.number() + " in force: " + it.digest().hex()).orElse("none"));
  }

  /** What people agreed to is still agreed to, and not out of date. */
  private static List<Rule> consented(Known state, CommandContext context) {
    var consent = state.consent();
    var plan = state.dossier().plan();
    return Rule.join(
        List.of(
            that(consent == null || !consent.expired(context.at()), APPROVAL_EXPIRED)
                .checking(
                    "expiry", consent == null ? "" : "until " + consent.deadlines().expiresAt()),
            that(!plan.expired(context.at()), APPROVAL_EXPIRED, "The plan has expired.")
                .checking("plan-expiry", plan.expires() == null ? "" : "until " + plan.expires())),
        consent == null ? List.of(promoted(state, context)) : agreed(state, consent, context));
  }

  /** Nobody was asked, because its runbook may be carried out there unattended: it still may. */
  private static Rule promoted(Known state, CommandContext context) {
    var plan = state.dossier().plan();
    var facts = context.facts(AutonomyFacts.class);
    var found =
        state.dossier().targets().stream()
            .map(EntityId::environment)
            .distinct()
            .map(it -> facts.promotion(plan.runbook(), it))
            .map(it -> it.filter(p -> p.covers(plan.runbookDigest(), context.at())).orElse(null))
            .toList();
    return that(
            found.stream().noneMatch(Objects::isNull),
            NOT_APPROVED,
            "Nobody approved this, and its runbook isn't promoted to run unattended there any"
                + " more: people are asked.")
        .checking(
            "promotion",
            found.stream().map(ExecutionGate::words).collect(Collectors.joining("; ")));
  }

  private static String words(@Nullable Promotion it) {
    return it == null
        ? "none"
        : "until " + it.until() + " by " + it.by() + " and " + it.confirmedBy();
  }

  /**
   * Those who agreed still may, each check for itself: they are enough; so they are without who
   * turns out to be involved, whose approval never counted; and they stand for enough groups.
   */
  private static List<Rule> agreed(Known state, ApprovalState consent, CommandContext context) {
    var found =
        consent.demands().stream()
            .map(it -> ApproverEligibility.sufficiency(it, state.dossier(), consent, context))
            .toList();
    boolean independent = found.stream().allMatch(it -> it.independent());
    return List.of(
        independent(independent, state, consent, context)
            .checking("separation-of-duties", GateInputs.duties(state, context)),
        that(found.stream().allMatch(it -> it.entitled()), APPROVER_NO_LONGER_AUTHORISED)
            .checking("approvals", GateInputs.approvals(state, consent, context)),
        that(found.stream().allMatch(it -> it.grouped()), APPROVER_NO_LONGER_AUTHORISED)
            .checking("groups", GateInputs.groups(state, consent, context)),
        conditioned(state, consent, context));
  }

  /** The first reason why one of them turns out to be involved, where that matters. */
  private static Rule independent(
      boolean so, Known state, ApprovalState consent, CommandContext context) {
    return consent.approvers().stream()
        .flatMap(
            who -> ApproverEligibility.notInvolved(who, state.dossier(), context.facts()).stream())
        .filter(rule -> !rule.kept() && !so)
        .findFirst()
        .orElseGet(() -> that(so, SOD_CHANGE_AUTHOR));
  }

  /** Each condition of each approval that counts holds now. */
  private static Rule conditioned(Known state, ApprovalState consent, CommandContext context) {
    var counting = stillAuthorised(state, context);
    var unmet = ApprovalTerms.unmet(state, consent, counting, context.at());
    return that(
            unmet.isEmpty(),
            CONDITION_NOT_MET,
            "An approver's condition doesn't hold: " + String.join("; ", unmet) + ".")
        .checking("conditions", String.join("; ", ApprovalTerms.lines(consent, counting)));
  }

  /** Before any effect, also of the way back. */
  static List<Rule> effects(ProposalRecord dossier, Facts facts) {
    var doubtful = inDoubtBy(dossier, facts);
    var held = holders(dossier, facts).stream().filter(it -> !it.ended()).toList();
    return List.of(
        notHalted(dossier, facts),
        that(doubtful == null, TARGET_IN_DOUBT, TARGET_IN_DOUBT.meaning() + " Settle: " + doubtful)
            .checking("target-in-doubt", ""),
        that(held.isEmpty(), TARGET_BUSY, TARGET_BUSY.meaning() + by(held))
            .checking("target-lease", held.isEmpty() ? "free" : by(held).strip()));
  }

  /** No halt is on of what it touches, by what it does there. */
  private static Rule notHalted(ProposalRecord dossier, Facts facts) {
    var halts =
        facts.of(AccessFacts.class).haltsOver(DecidingRight.reaches(dossier, facts)).stream()
            .map(it -> it.scope().inWords())
            .sorted()
            .collect(Collectors.joining("; "));
    var why =
        "%s Halted: %s. It goes on once that is released: countersign resume."
            .formatted(EXECUTION_HALTED.meaning(), halts);
    return that(halts.isEmpty(), EXECUTION_HALTED, why)
        .checking("kill-switch", halts.isEmpty() ? "off" : "on " + halts);
  }

  /**
   * The ended remediations of others that hold its targets: waiting alone frees none of them. Null
   * for none.
   */
  static @Nullable List<RemediationId> inDoubtBy(ProposalRecord dossier, Facts facts) {
    var ended =
        holders(dossier, facts).stream().filter(Holder::ended).map(Holder::remediation).toList();
    return ended.isEmpty() ? null : ended;
  }

  private static String by(List<Holder> held) {
    return held.stream()
        .map(it -> it.remediation().value())
        .distinct()
        .collect(Collectors.joining(", ", " Held by ", "."));
  }

  private static List<Holder> holders(ProposalRecord dossier, Facts facts) {
    var known = facts.of(RemediationFacts.class);
    return dossier.targets().stream()
        .flatMap(target -> known.holders(target).stream())
        .filter(it -> !it.remediation().equals(dossier.remediation()))
        .distinct()
        .toList();
  }

  /**
   * The record is whole, and what would run is what was approved.
   *
   * @param recomputed of the plan with each step's content as it is now
   */
  static List<Rule> samePlan(ProposalRecord dossier, Digest recomputed) {
    return List.of(
        that(
                dossier.plan().digest().equals(dossier.planDigest()),
                DIGEST_MISMATCH,
                "The recorded plan isn't the one that its digest is of.")
            .checking("plan-digest", dossier.planDigest().hex()),
        that(recomputed.equals(dossier.planDigest()), CONTENT_CHANGED)
            .checking("content", recomputed.hex()));
  }

  /** What answers an incident that is over answers nothing. */
  static Rule incidentOpen(Plan plan, Facts facts) {
    return that(facts.of(IncidentFacts.class).open(plan.incident()), INCIDENT_CLOSED)
        .checking("incident", plan.incident().value());
  }

  /**
   * Those whose approvals count by the recorded terms, or as an emergency has them; nobody where
   * nobody was asked. Where break-glass has a few suffice, the conditions of all of them hold
   * still: whoever set one has the say over their own approval only by taking it back.
   */
  static List<PrincipalId> stillAuthorised(Known state, CommandContext context) {
    var consent = state.consent();
    return consent == null
        ? List.of()
        : ApproverEligibility.counting(state.dossier(), consent, context);
  }

  /**
   * Policy of now can only tighten what was recorded: looser terms change nothing, because what was
   * asked for stays in force; stricter ones need the approvals that they ask for.
   */
  private static Rule permitted(Known state, PolicyDecision now, CommandContext context) {
    return switch (now) {
      case Allowed _ -> that(true, POLICY_REFUSED);
      case Forbidden forbidden ->
          that(false, POLICY_REFUSED, "Policy forbids this plan by now: " + forbidden.because());
      case NeedsApproval needed -> {
        var consent = state.consent();
        boolean met =
            consent != null
                && ApproverEligibility.met(needed.approval(), state.dossier(), consent, context);
        yield met
            ? that(true, NOT_APPROVED)
            : that(false, NOT_APPROVED, stricter(needed, counting(state, needed, context)));
      }
    };
  }

  private static int counting(Known state, NeedsApproval needed, CommandContext context) {
    var consent = state.consent();
    return consent == null
        ? 0
        : ApproverEligibility.stillAuthorised(
                state.dossier(), consent.under(needed.approval()), context)
            .size();
  }

  private static String stricter(NeedsApproval needed, int counting) {
    return "Policy became stricter since approval (rules "
        + String.join(", ", needed.rules())
        + "): it takes "
        + needed.approval().quorum()
        + " approvals"
        + (needed.approval().distinctGroups() == 0
            ? ""
            : " of " + needed.approval().distinctGroups() + " different groups")
        + " by now, and "
        + counting
        + " of those given count.";
  }
}
