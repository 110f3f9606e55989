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
          e.name()
              + (e.again() == null ? " fires on " : " fires again on ")
              + e.entity().name()
              + " ("
              + Phrases.plain(e.severity())
              + ")";
      case AlertEvent.HeldBack e -> "The alert is held back by " + e.mute() + ": nobody is told";
      case AlertEvent.Repeated e -> "The alert was told again, " + e.count() + " times so far";
      case AlertEvent.Resolved e -> ended(e);
      case AlertEvent.Suppressed e ->
          e.name()
              + " on "
              + e.entity().name()
              + " was not acted upon: "
              + Phrases.plain(e.reason());
    };
  }

  private static String ended(AlertEvent.Resolved e) {
    return switch (e.reason()) {
      case null -> "The alert stopped firing at " + Phrases.time(e.endsAt());
      case STALE -> "The alert was taken for over: its source hasn't spoken of it for too long";
      case BEGAN_ANEW ->
          "The alert was taken for over: it fires anew since " + Phrases.time(e.endsAt());
    };
  }
}
