package io.countersign.server.change;

import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what others changed. */
@Component
final class ChangeEventTexts implements EventTexts<ChangeEvent> {
  @Override
  public Class<ChangeEvent> vocabulary() {
    return ChangeEvent.class;
  }

  @Override
  public String text(ChangeEvent event) {
    return switch (event) {
      case ChangeEvent.ChangeObserved(var change) -> observed(change);
    };
  }

  private static String observed(Change change) {
    var what =
        change.action() + " of " + change.entity().name() + " at " + Phrases.time(change.at());
    var from = change.fromVersion() == null ? "" : " from " + change.fromVersion();
    var to = change.toVersion() == null ? "" : " to " + change.toVersion();
    return what + from + to;
  }
}
