package io.countersign.server.alert;

import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to mutes. */
@Component
final class MuteEventTexts implements EventTexts<MuteEvent> {
  @Override
  public Class<MuteEvent> vocabulary() {
    return MuteEvent.class;
  }

  @Override
  public String text(MuteEvent event) {
    return switch (event) {
      case MuteEvent.Muted e -> "Muted until " + e.until() + ": " + muted(e.matcher());
      case MuteEvent.Unmuted e ->
          switch (e.lifting()) {
            case BY_PERSON -> "The mute was lifted";
            case EXPIRED -> "The mute was lifted by itself: its time is over";
          };
      case MuteEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }

  private static String muted(MuteMatcher matcher) {
    var alert = matcher.alert() == null ? "every alert" : matcher.alert();
    var entity = matcher.entity() == null ? "" : " on " + matcher.entity();
    var fingerprint =
        matcher.fingerprint() == null ? "" : " with fingerprint " + matcher.fingerprint();
    return alert + entity + fingerprint;
  }
}
