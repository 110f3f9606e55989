package io.countersign.server.remediation.autonomy;

import io.countersign.domain.remediation.autonomy.AutonomyEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what runbooks may do by themselves. */
@Component
final class AutonomyEventTexts implements EventTexts<AutonomyEvent> {
  @Override
  public Class<AutonomyEvent> vocabulary() {
    return AutonomyEvent.class;
  }

  @Override
  public String text(AutonomyEvent event) {
    return switch (event) {
      case AutonomyEvent.RunbookPromoted e ->
          "%s may run unattended in %s until %s, say %s and %s: it was %s"
              .formatted(
                  e.runbook(),
                  e.environment(),
                  Phrases.time(e.until()),
                  e.by(),
                  e.confirmedBy(),
                  e.record().record());
      case AutonomyEvent.RunbookDemoted e ->
          "%s runs in %s no more unless people agree%s%s"
              .formatted(
                  e.runbook(),
                  e.environment(),
                  e.failed() == null ? "" : ", since " + e.failed() + " failed",
                  Phrases.reason(e.reason()));
      case AutonomyEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
