package io.countersign.server.ticketing.change;

import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.TimeNeeded;
import io.countersign.domain.remediation.WindowVerdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The schedule of changes by the calendars of what they touch. */
@Component
final class ChangeSchedule {
  /**
   * From when to when.
   *
   * @param start null where nobody was asked yet
   * @param end null where nobody was asked yet and the plan says none
   */
  record Times(@Nullable Instant start, @Nullable Instant end) {}

  private final TargetTimes calendars;

  ChangeSchedule(TargetTimes calendars) {
    this.calendars = calendars;
  }

  /**
   * The planned execution where a calendar was in its way when approval was asked for, or kept it
   * from beginning: from when its targets are open on, for as long as it may take at most. Else
   * from when approval was asked for until that expires.
   */
  Times of(Remediation.Known known) {
    var consent = known.consent();
    var plan = known.dossier().plan();
    var opens = opensAt(known);
    if (opens != null) {
      return new Times(opens, opens.plus(longest(known)));
    }
    return consent == null
        ? new Times(null, plan.expires())
        : new Times(consent.askedAt(), consent.deadlines().expiresAt());
  }

  private @Nullable Instant opensAt(Remediation.Known known) {
    var waited = known.dossier().windowWait();
    if (waited != null && waited.opensAt() != null) {
      return waited.opensAt();
    }
    var consent = known.consent();
    if (consent == null) {
      return null;
    }
    var asked = consent.askedAt();
    var needed = new TimeNeeded(longest(known), "");
    var verdict = WindowVerdict.of(calendars, known.dossier().targets(), needed, asked);
    return verdict.isOpen() ? null : verdict.opensAt();
  }

  /** By the plan alone, so that it's the same whenever it's written. */
  private static Duration longest(Remediation.Known known) {
    var plan = known.dossier().plan();
    long there = plan.steps().stream().mapToLong(it -> it.timeoutSeconds()).sum();
    long back = plan.rollback().stream().mapToLong(it -> it.timeoutSeconds()).sum();
    return Duration.ofSeconds(there + back);
  }
}
