package io.countersign.server.emergency;

import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import org.springframework.stereotype.Component;

/** The texts about reviews that emergencies owe. */
@Component
final class ReviewEventTexts implements EventTexts<ReviewEvent> {
  @Override
  public Class<ReviewEvent> vocabulary() {
    return ReviewEvent.class;
  }

  @Override
  public String text(ReviewEvent event) {
    return switch (event) {
      case ReviewEvent.Overdue e ->
          "The review of %s was owed until %s and nobody has made it: no emergency is used until then"
              .formatted(e.subject(), Phrases.time(e.reviewBy()));
    };
  }
}
