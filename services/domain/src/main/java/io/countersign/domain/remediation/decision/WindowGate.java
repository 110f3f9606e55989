package io.countersign.domain.remediation.decision;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.planning.Plan.WindowClosing;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.HeldUp;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepDurationFacts;
import io.countersign.domain.remediation.TimeNeeded;
import io.countersign.domain.remediation.WindowVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gate's rule about calendars: a step forward begins only while all targets are open, for as
 * long as what is ahead and its way back may take. What was begun may run on where its approved
 * plan says so. The way back isn't held: half a change is worse than none in a freeze, too.
 */
final class WindowGate {
  private WindowGate() {}

  static List<Rule> forward(Known state, CommandContext context) {
    if (runsOn(state)) {
      return List.of(
          that(true, RefusalCode.WINDOW_CLOSED).checking("window", "runs on, as it was approved"));
    }
    var dossier = state.dossier();
    var verdict = verdict(state, context);
    var passing =
        EmergencyPower.breakGlass(dossier, context)
            .filter(it -> it.passesWindow(dossier.plan().actionClass()));
    if (passing.isPresent() && !opens(state, context)) {
      return List.of(
          that(true, RefusalCode.WINDOW_CLOSED)
              .checking(
                  "window", "break-glass %s: %s".formatted(passing.get().id(), verdict.detail())));
    }
    var code = Objects.requireNonNullElse(verdict.code(), RefusalCode.WINDOW_CLOSED);
    return List.of(
        that(verdict.isOpen(), code, code.meaning() + " " + verdict.detail())
            .checking("window", judgedBy(verdict, state, context)),
        that(!widened(state, context), RefusalCode.WINDOW_WIDENED)
            .checking("window-as-approved", waited(dossier)));
  }

  private static String judgedBy(WindowVerdict verdict, Known state, CommandContext context) {
    return verdict.isOpen() ? "open for " + needed(state, context).text() : verdict.detail();
  }

  /** Whether calendars let it through, whatever break-glass does. */
  static boolean opens(Known state, CommandContext context) {
    return runsOn(state) || (verdict(state, context).isOpen() && !widened(state, context));
  }

  /**
   * What is approved while its targets are closed waits for what the calendars say at that moment,
   * whatever somebody makes of them before its loop looks.
   */
  static List<RemediationEvent> waiting(Known state, CommandContext context) {
    var verdict = verdict(state, context);
    var code = verdict.code();
    return code == null || state.dossier().heldUp().contains(code)
        ? List.of()
        : List.of(
            heldUp(
                state.dossier().remediation(),
                code,
                null,
                verdict,
                consentUntil(state, verdict, context),
                context.at()));
  }

  /** What a calendar holds up, and until when. */
  static HeldUp heldUp(
      RemediationId remediation,
      RefusalCode code,
      @Nullable List<RemediationId> by,
      WindowVerdict verdict,
      @Nullable Instant consentUntil,
      Instant since) {
    var opens = verdict.opensAt();
    boolean tooLate = consentUntil != null && (opens == null || !opens.isBefore(consentUntil));
    var detail =
        tooLate
            ? verdict.detail()
                + "; what was approved counts until "
                + consentUntil
                + ", before that"
            : verdict.detail();
    return new HeldUp(remediation, code, by, detail, opens, consentUntil, since);
  }

  /**
   * The wait for a calendar takes nothing from the time in which what was approved may begin: this
   * is as long after it opens as it was before, up to the longest after the request that any
   * approval counts. Once, at the first hold-up, by what the calendars say then.
   *
   * @param state approved, or about to be
   * @return null where nobody was asked, where it has waited already, and for what is over
   */
  static @Nullable Instant consentUntil(
      Known state, WindowVerdict verdict, CommandContext context) {
    var consent = state.consent();
    if (consent == null
        || consent.expired(context.at())
        || !Collections.disjoint(state.dossier().heldUp(), ProposalRecord.WINDOW)) {
      return null;
    }
    var end = consent.deadlines().expiresAt();
    var opens = verdict.opensAt();
    var longest = end.plus(leftOfLongest(consent));
    var later = opens == null ? longest : end.plus(Duration.between(context.at(), opens));
    return Stream.of(later, longest, state.dossier().plan().expires())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** How much longer it could have been asked for. */
  private static Duration leftOfLongest(ApprovalState consent) {
    var left = ApprovalDecider.LONGEST.minusSeconds(consent.terms().expireSeconds());
    return left.isNegative() ? Duration.ZERO : left;
  }

  static WindowVerdict verdict(Known state, CommandContext context) {
    return verdict(context.facts(CalendarFacts.class), state, context);
  }

  private static WindowVerdict verdict(TargetTimes times, Known state, CommandContext context) {
    return WindowVerdict.of(times, state.dossier().targets(), needed(state, context), context.at());
  }

  private static TimeNeeded needed(Known state, CommandContext context) {
    int first =
        state instanceof Running running ? running.next().map(PlannedStep::number).orElse(1) : 1;
    return TimeNeeded.of(state.dossier().plan(), first, context.facts(StepDurationFacts.class));
  }

  private static boolean runsOn(Known state) {
    var effects = state.effects();
    return state.dossier().plan().whenWindowCloses() == WindowClosing.RUN_ON
        && effects != null
        && !effects.untouched();
  }

  /** Somebody opened it earlier without letting it go on. */
  private static boolean widened(Known state, CommandContext context) {
    return openedEarly(state.dossier(), context) && !letGo(state, context);
  }

  /** It would be open, had only those opened something who let it go on by that. */
  private static boolean letGo(Known state, CommandContext context) {
    var dossier = state.dossier();
    var wait = dossier.windowWait();
    var since = wait == null ? null : wait.since();
    return since != null
        && since.isAfter(context.at().minus(CalendarFacts.FORMER))
        && context
            .facts(CalendarFacts.class)
            .lettingGo(dossier.planDigest(), since)
            .filter(it -> verdict(it, state, context).isOpen())
            .isPresent();
  }

  private static String waited(ProposalRecord dossier) {
    var wait = dossier.windowWait();
    return wait == null ? "it waited for none" : "it waited until " + wait.opensAt();
  }

  /** Its calendars said a later time when it was held up first: somebody has widened one since. */
  private static boolean openedEarly(ProposalRecord dossier, CommandContext context) {
    var wait = dossier.windowWait();
    return wait != null && (wait.opensAt() == null || context.at().isBefore(wait.opensAt()));
  }
}
