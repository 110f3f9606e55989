package io.countersign.server.alert;

import io.countersign.domain.alert.AlertEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to alerts. */
@Component
final class AlertEventTexts implements EventTexts<AlertEvent> {
  @Override
  public Class<AlertEvent> vocabulary() {
    return AlertEvent.class;
  }

  @Override
  public String text(AlertEvent event) {
    return switch (event) {
      case AlertEvent.Raised e ->
          e.name() + " fires on " + e.entity().name() + " (" + Phrases.plain(e.severity()) + ")";
      case AlertEvent.HeldBack e -> "The alert is held back by " + e.mute() + ": nobody is told";
      case AlertEvent.Repeated e -> "The alert was told again, " + e.count() + " times so far";
      case AlertEvent.Resolved e -> "The alert stopped firing at " + Phrases.time(e.endsAt());
      case AlertEvent.Suppressed e ->
          e.name()
              + " on "
              + e.entity().name()
              + " was not acted upon: "
              + Phrases.plain(e.reason());
    };
  }
}
