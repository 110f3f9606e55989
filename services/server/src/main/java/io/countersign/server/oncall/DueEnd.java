package io.countersign.server.oncall;

import io.countersign.ledger.oncall.NoticesDue.Line;
import io.countersign.ledger.remediation.Remediations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** The end of what is due: somebody acted, nobody is to hear of it, or it's too late. */
@Component
final class DueEnd {
  private static final Duration LATEST = Duration.ofDays(1);

  private final Remediations remediations;
  private final NoticeSubjects subjects;

  DueEnd(Remediations remediations, NoticeSubjects subjects) {
    this.remediations = remediations;
    this.subjects = subjects;
  }

  /** Whether nobody is told of it any more when it's due, as far as views show. */
  boolean isOver(Line line, Instant now) {
    return of(line, now, () -> subjects.waitsForPerson(line.incident())).isPresent();
  }

  /**
   * Why nobody has to be told any more; empty while somebody has.
   *
   * @param waitsForPerson whether its incident does
   */
  Optional<String> of(Line line, Instant now, BooleanSupplier waitsForPerson) {
    if (line.dueAt().plus(LATEST).isBefore(now)) {
      return Optional.of("too late");
    }
    if (subjects.muted(line.incident())) {
      return Optional.of("muted");
    }
    if (!DueLines.waits(line)) {
      return Optional.empty();
    }
    if (line.remediation().isEmpty()) {
      return waitsForPerson.getAsBoolean() ? Optional.empty() : Optional.of("acknowledged");
    }
    return isAwaited(line.remediation()) ? Optional.empty() : Optional.of("decided");
  }

  private boolean isAwaited(String remediation) {
    return remediations
        .find(remediation)
        .filter(it -> it.state() == Remediations.State.AWAITING_APPROVAL)
        .isPresent();
  }
}
