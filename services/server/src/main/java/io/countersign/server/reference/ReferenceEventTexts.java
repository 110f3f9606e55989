package io.countersign.server.reference;

import io.countersign.domain.reference.ReferenceEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to references. */
@Component
final class ReferenceEventTexts implements EventTexts<ReferenceEvent> {
  @Override
  public Class<ReferenceEvent> vocabulary() {
    return ReferenceEvent.class;
  }

  @Override
  public String text(ReferenceEvent event) {
    return switch (event) {
      case ReferenceEvent.Added e -> e.holder() + " goes with " + e.reference();
      case ReferenceEvent.Removed e ->
          e.holder() + " doesn't go with " + e.reference() + " any more";
      case ReferenceEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
