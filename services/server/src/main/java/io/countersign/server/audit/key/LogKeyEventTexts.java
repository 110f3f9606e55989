package io.countersign.server.audit.key;

import io.countersign.domain.audit.LogKeyEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to the keys of the log. */
@Component
final class LogKeyEventTexts implements EventTexts<LogKeyEvent> {
  private static final int SHOWN = 60;

  @Override
  public Class<LogKeyEvent> vocabulary() {
    return LogKeyEvent.class;
  }

  @Override
  public String text(LogKeyEvent event) {
    return switch (event) {
      case LogKeyEvent.LogKeyRotated e ->
          "the log's key was rotated to " + shown(e.newKeys().getFirst());
      case LogKeyEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  /** Name and id tell keys apart; the key itself is as long as it likes. */
  private static String shown(String key) {
    return key.substring(0, Math.min(SHOWN, key.length()));
  }
}
