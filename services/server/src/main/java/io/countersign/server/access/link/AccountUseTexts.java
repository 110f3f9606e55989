package io.countersign.server.access.link;

import io.countersign.domain.access.link.AccountUse;
import io.countersign.server.summary.EventTexts;
import org.springframework.stereotype.Component;

/** The texts of what linked accounts were used for. */
@Component
final class AccountUseTexts implements EventTexts<AccountUse> {
  @Override
  public Class<AccountUse> vocabulary() {
    return AccountUse.class;
  }

  @Override
  public String text(AccountUse event) {
    return switch (event) {
      case AccountUse.AccountUsed e ->
          "%s asked in %s for: %s, about %s"
              .formatted(e.principal().value(), e.account().system(), e.act(), e.subject());
    };
  }
}
