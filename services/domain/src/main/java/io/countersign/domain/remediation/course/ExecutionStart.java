package io.countersign.domain.remediation.course;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.WindowVerdict;
import io.countersign.domain.remediation.course.RemediationStep.Expire;
import io.countersign.domain.remediation.course.RemediationStep.ExtendApproval;
import io.countersign.domain.remediation.course.RemediationStep.HoldUp;
import io.countersign.domain.remediation.course.RemediationStep.LookAtWindow;
import io.countersign.domain.remediation.course.RemediationStep.MeasureProbes;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.ReadContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadTargets;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartExecution;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import io.countersign.domain.remediation.course.RemediationStep.Withdraw;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The start of what was approved: read and measured anew, it's the gate's to judge. */
record ExecutionStart(
    Remediation.Approved state,
    RemediationObservations seen,
    Instant now,
    RemediationCourseSettings settings) {

  RemediationStep next() {
    return notBefore()
        .<RemediationStep>map(it -> new Retry(it, "an approver wants it not before " + it))
        .orElseGet(this::begin);
  }

  /** Until then the world needn't be asked; the gate judges by who counts. */
  private Optional<Instant> notBefore() {
    var consent = state.consent();
    return consent == null
        ? Optional.empty()
        : consent
            .notBefore(consent.approvers())
            .filter(now::isBefore)
            .filter(it -> it.isBefore(consent.deadlines().expiresAt()));
  }

  private RemediationStep begin() {
    return switch (seen.window()) {
      case null -> new LookAtWindow("it begins only while its targets are open");
      case WindowReading(var verdict) when verdict.isOpen() -> targets();
      case WindowReading(var verdict) -> untilOpen(verdict);
    };
  }

  /** Its loop is woken earlier where a calendar changes. */
  private RemediationStep untilOpen(WindowVerdict verdict) {
    if (isOver()) {
      return expire();
    }
    var code = Objects.requireNonNullElse(verdict.code(), RefusalCode.WINDOW_CLOSED);
    var opensAt = Objects.requireNonNullElse(verdict.opensAt(), end());
    var until = earlier(opensAt, end());
    return new HoldUp(code, verdict.detail(), new Retry(until, verdict.detail()));
  }

  /** When consent or the plan is over; some time ahead where neither ends before. */
  private Instant end() {
    var end = now.plus(settings.lookAgain());
    var consent = state.consent();
    if (consent != null) {
      end = earlier(end, consent.deadlines().expiresAt());
    }
    var expires = state.dossier().plan().expires();
    return expires == null ? end : earlier(end, expires);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private RemediationStep targets() {
    return switch (seen.targets()) {
      case null -> new ReadTargets("it is approved: the targets have to be as planned still");
      case TargetReading.Unreadable _ -> unreadable("a target can't be read just now");
      case TargetReading.Read read -> start(read);
    };
  }

  private RemediationStep start(TargetReading.Read read) {
    var probes = seen.probes();
    if (probes == null) {
      return new MeasureProbes(now, "the fault has to be there still");
    }
    return ProbeReading.allAnswered(probes.readings())
        ? start(read, probes.readings())
        : unreadable("a probe can't be measured just now");
  }

  private RemediationStep start(TargetReading.Read read, List<ProbeReading> before) {
    return switch (seen.content()) {
      case null -> new ReadContent("what would run has to be what was approved");
      case ContentReading.Unreadable _ -> unreadable("what would run can't be told just now");
      case ContentReading.Read(var digest) ->
          new StartExecution(
              digest, read.states(), before, "the targets are read and the probes measured");
    };
  }

  /** Tried again as long as the approval lasts; then the request expires as unanswered ones do. */
  private RemediationStep unreadable(String reason) {
    return isOver() ? expire() : new Unanswered(now.plus(settings.startAgain()), reason);
  }

  private boolean isOver() {
    var consent = state.consent();
    return state.dossier().plan().expired(now) || (consent != null && consent.expired(now));
  }

  static RemediationStep afterRefusal(RefusalCode code, Instant again) {
    return switch (code) {
      case FAULT_GONE -> withdraw(Withdrawn.Reason.NO_LONGER_NEEDED, "the probes hold again");
      case INCIDENT_CLOSED -> incidentClosed();
      case POLICY_REFUSED -> withdraw(Withdrawn.Reason.POLICY_FORBIDS, "policy forbids it by now");
      case PRECONDITION_DRIFT ->
          withdraw(Withdrawn.Reason.DRIFTED, "a target isn't as approved any more");
      case CONTENT_CHANGED, DIGEST_MISMATCH -> contentChanged(code);
      case CLOCK_SKEWED,
          NOT_WITNESSED,
          TARGET_BUSY,
          TARGET_IN_DOUBT,
          CONDITION_NOT_MET,
          WINDOW_CLOSED,
          FROZEN,
          WINDOW_TOO_SHORT ->
          heldUp(code, again);
      case WINDOW_WIDENED ->
          withdraw(
              Withdrawn.Reason.WINDOW_WIDENED,
              "a calendar opens more than when it was approved: it is proposed anew");
      case APPROVAL_EXPIRED -> expire();
      case NOT_APPROVED, APPROVER_NO_LONGER_AUTHORISED, SOD_CHANGE_AUTHOR, SOD_RUNBOOK_AUTHOR ->
          extend();
      case STALE_POLICY_BUNDLE -> lawChanged();
      default -> new Retry(again, "the gate refused the start: " + code);
    };
  }

  /** Who approved didn't approve this: it's proposed anew, and people are told. */
  static RemediationStep contentChanged(RefusalCode code) {
    return withdraw(
        Withdrawn.Reason.CONTENT_CHANGED,
        code == RefusalCode.DIGEST_MISMATCH
            ? "the recorded plan isn't the one that was approved"
            : "what would run isn't what was approved");
  }

  static RemediationStep incidentClosed() {
    return withdraw(Withdrawn.Reason.NO_LONGER_NEEDED, "the incident is closed");
  }

  /** Nothing is wrong with the plan: it's only that policy has to be asked once more. */
  static RemediationStep lawChanged() {
    return new Proceed("another policy bundle took effect meanwhile: policy is asked again");
  }

  static RemediationStep heldUp(RefusalCode code, Instant again) {
    var reason =
        code == RefusalCode.TARGET_IN_DOUBT
            ? "it goes on once a person has settled what is in doubt: " + code
            : "it goes on once that is mended: " + code;
    return new HoldUp(code, reason, new Retry(again, reason));
  }

  static RemediationStep extend() {
    return new ExtendApproval(
        "what was agreed to doesn't suffice any more", new Proceed("people are asked for more"));
  }

  private static RemediationStep withdraw(Withdrawn.Reason because, String reason) {
    return new Withdraw(because, reason, new Proceed("it was withdrawn"));
  }

  private static RemediationStep expire() {
    return new Expire("the approval has expired", new Proceed("the approval has expired"));
  }
}
