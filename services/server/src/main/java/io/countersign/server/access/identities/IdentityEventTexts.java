package io.countersign.server.access.identities;

import io.countersign.domain.access.identity.IdentityEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to identities. */
@Component
final class IdentityEventTexts implements EventTexts<IdentityEvent> {
  @Override
  public Class<IdentityEvent> vocabulary() {
    return IdentityEvent.class;
  }

  @Override
  public String text(IdentityEvent event) {
    return switch (event) {
      case IdentityEvent.IdentityAdded e ->
          "Identity %s was given to %s by %s"
              .formatted(e.identity(), e.principal().value(), e.by().value());
      case IdentityEvent.IdentityRemoved e ->
          "Identity %s was taken from %s by %s"
              .formatted(e.identity(), e.principal().value(), e.by().value());
      case IdentityEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
