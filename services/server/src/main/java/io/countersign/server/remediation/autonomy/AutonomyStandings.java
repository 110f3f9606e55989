package io.countersign.server.remediation.autonomy;

import io.countersign.domain.access.Reach;
import io.countersign.domain.access.Sight;
import io.countersign.domain.planning.Runbook;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.planning.UnattendedRunbooks;
import io.countersign.server.summary.Phrases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The lines of where runbooks may be carried out without asking, may no more, or could be. */
@Component
final class AutonomyStandings implements UnattendedRunbooks {
  private final RunbookAutonomy autonomy;
  private final EarnedRunbooks earned;
  private final InstantSource clock;

  AutonomyStandings(RunbookAutonomy autonomy, EarnedRunbooks earned, InstantSource clock) {
    this.autonomy = autonomy;
    this.earned = earned;
    this.clock = clock;
  }

  @Override
  public List<String> of(Runbook runbook, Sight sight) {
    var now = clock.instant();
    return Stream.concat(promoted(runbook, sight, now), earned(runbook, sight, now)).toList();
  }

  /** All of an environment: what it's promoted by is the record of all of it. */
  static Reach of(String environment) {
    return new Reach("", environment, "", "");
  }

  private Stream<String> promoted(Runbook runbook, Sight sight, Instant now) {
    return autonomy.standings().stream()
        .filter(it -> sight.covers(of(it.promotion().environment())))
        .filter(it -> it.promotion().runbook().equals(runbook.id()))
        .map(it -> it.promotion().environment() + ": " + standing(it, runbook, now));
  }

  private static String standing(RunbookAutonomy.Standing it, Runbook runbook, Instant now) {
    if (it.endedAt() != null) {
      return "demoted "
          + Phrases.time(it.endedAt())
          + " ("
          + it.endedBy()
          + ": "
          + it.reason()
          + ")";
    }
    if (!it.promotion().covers(runbook.digest(), now)) {
      return now.isBefore(it.promotion().until())
          ? "it was changed since it was promoted"
          : "over since " + Phrases.time(it.promotion().until());
    }
    return "unattended until " + Phrases.time(it.promotion().until());
  }

  private Stream<String> earned(Runbook runbook, Sight sight, Instant now) {
    return earned
        .of(runbook, now)
        .filter(it -> sight.covers(of(it.environment())))
        .map(it -> it.environment() + ": has earned to be promoted");
  }
}
