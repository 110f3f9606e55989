package io.countersign.server.intake;

import io.countersign.domain.intake.IntakeEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to deliveries. */
@Component
final class IntakeEventTexts implements EventTexts<IntakeEvent> {
  @Override
  public Class<IntakeEvent> vocabulary() {
    return IntakeEvent.class;
  }

  @Override
  public String text(IntakeEvent event) {
    var from = event.integration();
    return switch (event) {
      case IntakeEvent.Refused e ->
          "A delivery from " + from + " was refused (" + e.code() + "): " + e.detail();
      case IntakeEvent.Truncated e ->
          from + " left " + e.alerts() + " alerts out of its notification";
      case IntakeEvent.HeartbeatLost e ->
          from + " has fallen silent: last heartbeat at " + Phrases.time(e.lastSeen());
      case IntakeEvent.HeartbeatBack e ->
          from + " is heard again: heartbeat at " + Phrases.time(e.lastSeen());
    };
  }
}
