package io.countersign.server.audit.witness;

import io.countersign.domain.audit.RollbackEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what becomes of a record that is older than its witnesses know. */
@Component
final class RollbackEventTexts implements EventTexts<RollbackEvent> {
  @Override
  public Class<RollbackEvent> vocabulary() {
    return RollbackEvent.class;
  }

  @Override
  public String text(RollbackEvent event) {
    return switch (event) {
      case RollbackEvent.RollbackAccepted e ->
          "the record went on after event %s, without what is lost (%s): %s"
              .formatted(e.head(), String.join("; ", e.claims()), e.reason());
      case RollbackEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
