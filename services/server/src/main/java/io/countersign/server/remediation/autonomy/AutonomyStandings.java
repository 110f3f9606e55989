package io.countersign.server.remediation.autonomy;

import io.countersign.domain.access.Reach;
import io.countersign.domain.access.Sight;
import io.countersign.domain.planning.Runbook;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.planning.UnattendedRunbooks;
import io.countersign.server.summary.Phrases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
  public Map<String, List<String>> of(Collection<Runbook> runbooks, Sight sight) {
    var now = clock.instant();
    var lines = new HashMap<String, List<String>>();
    promoted(runbooks, sight, now, lines);
    earned
        .of(runbooks, now)
        .filter(it -> sight.covers(of(it.environment())))
        .forEach(it -> add(lines, it.runbook(), it.environment() + ": has earned to be promoted"));
    return lines;
  }

  /** All of an environment: what it's promoted by is the record of all of it. */
  static Reach of(String environment) {
    return new Reach("", environment, "", "");
  }

  private void promoted(
      Collection<Runbook> runbooks, Sight sight, Instant now, Map<String, List<String>> lines) {
    var byId = runbooks.stream().collect(Collectors.toMap(Runbook::id, it -> it));
    for (var it : autonomy.standings()) {
      var promotion = it.promotion();
      var runbook = byId.get(promotion.runbook());
      if (runbook != null && sight.covers(of(promotion.environment()))) {
        add(lines, runbook.id(), promotion.environment() + ": " + standing(it, runbook, now));
      }
    }
  }

  private static void add(Map<String, List<String>> lines, String runbook, String line) {
    lines.computeIfAbsent(runbook, _ -> new ArrayList<>()).add(line);
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
}
