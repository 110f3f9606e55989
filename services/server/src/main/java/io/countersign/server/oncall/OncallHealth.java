package io.countersign.server.oncall;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.notice.AddressedNotifier;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.oncall.LocalHours;
import io.countersign.domain.oncall.route.NoticeFacts;
import io.countersign.domain.oncall.route.Routing;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.oncall.NoticesTold;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.Connections;
import io.countersign.server.oncall.OncallSchedules.Known;
import io.countersign.server.summary.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The health of routes and schedules: whether somebody hears at every hour of the next days. */
@Component
public final class OncallHealth {
  private static final Duration LOOKED_AT = Duration.ofDays(14);
  private static final Duration LATELY = Duration.ofDays(1);

  private final OncallSchedules schedules;
  private final Routing routing;
  private final Connections connections;
  private final NoticesTold told;
  private final PrincipalNames names;
  private final Principals principals;
  private final InstantSource clock;

  OncallHealth(
      OncallSchedules schedules,
      Configuration configuration,
      Connections connections,
      NoticesTold told,
      PrincipalNames names,
      Principals principals,
      InstantSource clock) {
    this.schedules = schedules;
    this.routing = configuration.notices().routing();
    this.connections = connections;
    this.told = told;
    this.names = names;
    this.principals = principals;
    this.clock = clock;
  }

  /** The schedules' names. */
  public List<String> names() {
    return schedules.all().stream().map(it -> it.schedule().name()).toList();
  }

  /** Whether this schedule has somebody who can be told, now and in the next two weeks. */
  public ConnectionHealth schedule(String name) {
    var known = schedules.find(name).orElseThrow();
    var problems = problems(known, clock.instant());
    return problems.isEmpty()
        ? approvers(known)
        : ConnectionHealth.degraded(
            String.join("; ", problems),
            "Look at it with countersign oncall show "
                + name
                + " --days 14, and mend `oncall` or `people` in the configuration file.");
  }

  /** Whoever is woken for a plan and can't approve it only wakes the next. */
  private ConnectionHealth approvers(Known known) {
    var deciding =
        principals.holders(RoleRules.DECIDING).stream()
            .map(Principal::id)
            .collect(Collectors.toSet());
    var lookup = names.lookup();
    var others =
        known.schedule().people().stream()
            .filter(it -> !deciding.contains(it))
            .map(it -> lookup.orId(it.value()))
            .sorted()
            .toList();
    var fine = "somebody is on call for the next 14 days";
    if (others.isEmpty()) {
      return ConnectionHealth.working(fine);
    }
    var told = fine + "; no role to approve: " + String.join(", ", others);
    return others.size() < known.schedule().people().size()
        ? ConnectionHealth.working(told)
        : ConnectionHealth.degraded(
            told,
            "Nobody on it can approve what they are told of: give one of them the role approver,"
                + " or put somebody who has it on the schedule.");
  }

  private List<String> problems(Known known, Instant now) {
    var problems = new ArrayList<>(schedules.unusable(known.schedule().name()).stream().toList());
    var gaps = known.schedule().gaps(new Span(now, now.plus(LOOKED_AT)));
    if (!gaps.isEmpty()) {
      var more = gaps.size() == 1 ? "" : " and " + (gaps.size() - 1) + " more times";
      problems.add("nobody is on call " + gaps.getFirst() + more);
    }
    var names = this.names.lookup();
    for (var person : known.schedule().people()) {
      if (schedules.address(person).isEmpty()) {
        problems.add(names.orId(person.value()) + " has no address under `people`");
      }
      if (!schedules.isKnown(person)) {
        problems.add(person.value() + " is nobody's id here");
      }
    }
    known
        .disabled()
        .forEach(
            it ->
                problems.add(
                    names.orId(it.value())
                        + " was disabled here, so the next is told in their place"));
    if (!canAddress(known.via())) {
      problems.add(known.via() + " can't be told whom a notice is for");
    }
    return problems;
  }

  private boolean canAddress(String notifier) {
    return connections.notifiers().stream()
        .anyMatch(it -> it.name().equals(notifier) && it instanceof AddressedNotifier);
  }

  /**
   * Whether somebody heard of everything lately, and the routes cover every hour: what none fits is
   * told to everybody.
   */
  public ConnectionHealth routes() {
    int unheard = told.unheard(clock.instant().minus(LATELY));
    if (unheard > 0) {
      return ConnectionHealth.degraded(
          "nobody was told of " + Phrases.counted(unheard, "event") + " within a day: refused",
          "countersign notices says who refused what; mend that receiver, or add another.");
    }
    return coverage();
  }

  private ConnectionHealth coverage() {
    if (routing.routes().isEmpty()) {
      return ConnectionHealth.working("none: every receiver hears of everything");
    }
    var uncovered = uncovered(clock.instant());
    return uncovered.isEmpty()
        ? ConnectionHealth.working(routing.routes().size() + " routes, which cover every hour")
        : ConnectionHealth.degraded(
            "no route fits each severity of what nobody's team is known for, for one at "
                + uncovered.getFirst(),
            "Every receiver hears of it then. Add a route without conditions at the end of"
                + " `routes` in the configuration file.");
  }

  /** When the hours of a route begin or end it may change, and at no other time. */
  private List<Instant> uncovered(Instant now) {
    var asked = new Span(now, now.plus(LOOKED_AT));
    var looked = new TreeSet<>(Set.of(now));
    routing.routes().stream()
        .flatMap(it -> it.match().hours().stream())
        .map((LocalHours it) -> it.changes(asked))
        .forEach(looked::addAll);
    return looked.stream().filter(asked::contains).filter(this::isUncovered).toList();
  }

  private boolean isUncovered(Instant at) {
    return Stream.of(Severity.values())
        .map(it -> new NoticeFacts("incident-escalated", Set.of(), it, Set.of()))
        .anyMatch(it -> routing.taken(it, at).isEmpty());
  }
}
