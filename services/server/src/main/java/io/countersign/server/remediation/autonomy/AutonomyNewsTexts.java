package io.countersign.server.remediation.autonomy;

import io.countersign.domain.remediation.autonomy.AutonomyNews;
import io.countersign.server.summary.EventTexts;
import org.springframework.stereotype.Component;

/** The texts of news of what runbooks may do by themselves. */
@Component
final class AutonomyNewsTexts implements EventTexts<AutonomyNews> {
  @Override
  public Class<AutonomyNews> vocabulary() {
    return AutonomyNews.class;
  }

  @Override
  public String text(AutonomyNews event) {
    return switch (event) {
      case AutonomyNews.PromotionEarned e ->
          "%s has earned to run unattended in %s: it was %s. Two persons may say so"
              .formatted(e.runbook(), e.environment(), e.record().record());
    };
  }
}
