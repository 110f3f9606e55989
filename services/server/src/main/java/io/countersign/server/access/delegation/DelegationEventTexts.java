package io.countersign.server.access.delegation;

import io.countersign.domain.access.delegation.DelegationEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to delegations. */
@Component
final class DelegationEventTexts implements EventTexts<DelegationEvent> {
  @Override
  public Class<DelegationEvent> vocabulary() {
    return DelegationEvent.class;
  }

  @Override
  public String text(DelegationEvent event) {
    return switch (event) {
      case DelegationEvent.DelegationGiven e ->
          "%s decides for %s until %s%s"
              .formatted(
                  e.to().value(),
                  e.from().value(),
                  Phrases.time(e.until()),
                  e.absent() ? ", who is out of office" : "");
      case DelegationEvent.DelegationEnded e ->
          "Delegation %s was ended by %s".formatted(e.delegation(), e.by().value());
      case DelegationEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
