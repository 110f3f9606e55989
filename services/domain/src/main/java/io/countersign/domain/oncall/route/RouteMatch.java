package io.countersign.domain.oncall.route;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.oncall.LocalHours;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The notices that a route is for: all that is named has to fit; an empty set fits everything.
 *
 * @param kinds words such as {@code approval-requested}
 * @param hours at which the notice came to be
 */
public record RouteMatch(
    Set<String> kinds,
    Set<String> teams,
    Set<Severity> severities,
    Set<String> environments,
    List<LocalHours> hours) {
  public static final RouteMatch ALL =
      new RouteMatch(Set.of(), Set.of(), Set.of(), Set.of(), List.of());

  public RouteMatch {
    kinds = Set.copyOf(kinds);
    teams = Set.copyOf(teams);
    severities = Set.copyOf(severities);
    environments = Set.copyOf(environments);
    hours = List.copyOf(hours);
  }

  public boolean fits(NoticeFacts facts, Instant at) {
    return (kinds.isEmpty() || kinds.contains(facts.kind()))
        && (teams.isEmpty() || !Collections.disjoint(teams, facts.teams()))
        && (severities.isEmpty()
            || (facts.severity() != null && severities.contains(facts.severity())))
        && (environments.isEmpty() || !Collections.disjoint(environments, facts.environments()))
        && (hours.isEmpty() || hours.stream().anyMatch(it -> it.contains(at)));
  }
}
