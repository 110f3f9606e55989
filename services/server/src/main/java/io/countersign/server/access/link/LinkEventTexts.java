package io.countersign.server.access.link;

import io.countersign.domain.access.link.LinkEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts of what happens to links of accounts. */
@Component
final class LinkEventTexts implements EventTexts<LinkEvent> {
  @Override
  public Class<LinkEvent> vocabulary() {
    return LinkEvent.class;
  }

  @Override
  public String text(LinkEvent event) {
    return switch (event) {
      case LinkEvent.LinkOffered e ->
          "A code to link an account of %s was shown to %s"
              .formatted(e.system(), e.principal().value());
      case LinkEvent.AccountProposed e ->
          "The account %s of %s showed a code to be linked by, in %s"
              .formatted(e.account().account(), e.account().system(), e.shownIn());
      case LinkEvent.AccountLinked e ->
          "The account %s of %s was linked to %s"
              .formatted(e.account().account(), e.account().system(), e.principal().value());
      case LinkEvent.LinkEnded e ->
          "The link %s of an account to %s was ended by %s"
              .formatted(e.link(), e.principal().value(), e.by().value());
      case LinkEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
