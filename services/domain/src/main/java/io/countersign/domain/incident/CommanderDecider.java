package io.countersign.domain.incident;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.Reach;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.incident.IncidentCommand.AssignCommander;
import io.countersign.domain.incident.IncidentCommand.StandDownCommander;
import io.countersign.domain.incident.IncidentEvent.CommanderAssigned;
import io.countersign.domain.incident.IncidentEvent.CommanderStoodDown;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides who commands an open incident: one person at a time, with the role over everything that
 * it's about. Nobody is relieved of it by a third: who commands hands it over, or another takes it.
 */
final class CommanderDecider {
  private CommanderDecider() {}

  static Decision<IncidentEvent> assign(
      Incident.Open state, AssignCommander c, CommandContext context) {
    var now = state.responders().commander();
    if (c.commander().equals(now)) {
      return Decision.unchanged();
    }
    var by = context.actor().id();
    return Rule.inOrder(
        Rule.join(
            Authority.activePerson(c.commander(), context),
            Rule.join(
                entitled(c.commander(), state, context),
                relieving(now, c.commander(), state, context))),
        () -> Decision.done(new CommanderAssigned(c.incident(), c.commander(), by, now)));
  }

  static Decision<IncidentEvent> standDown(
      Incident.Open state, StandDownCommander c, CommandContext context) {
    var by = context.actor().id();
    var now = state.responders().commander();
    if (now == null) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        List.of(
            that(
                by.equals(now),
                RefusalCode.NOT_COMMANDER,
                "Only who commands this incident can stand down.")),
        () -> Decision.done(new CommanderStoodDown(c.incident(), by)));
  }

  /** What its alerts are about. */
  static List<Reach> touched(Collection<IncidentAlert> alerts, CommandContext context) {
    var catalog = context.facts(CatalogFacts.class);
    return alerts.stream()
        .map(IncidentAlert::entity)
        .distinct()
        .map(it -> catalog.reach(it, ""))
        .toList();
  }

  /** With the role over all that it's about, at this moment. */
  private static List<Rule> entitled(PrincipalId who, Incident.Open state, CommandContext context) {
    var known = context.facts(AccessFacts.class).principal(who);
    return touched(state.alerts(), context).stream()
        .map(it -> Authority.holder(known, IncidentDecider.COMMANDING, it, context.at()))
        .map(it -> that(it.kept(), RefusalCode.NOT_COMMANDER, lacking(who)))
        .toList();
  }

  private static String lacking(PrincipalId who) {
    return who
        + " doesn't hold the role COMMANDER over everything that this incident is about; an"
        + " administrator grants roles.";
  }

  /** Who has lost the role commands no more, whatever was recorded. */
  private static Rule relieving(
      @Nullable PrincipalId now, PrincipalId next, Incident.Open state, CommandContext context) {
    var by = context.actor().id();
    return that(
        now == null
            || by.equals(now)
            || by.equals(next)
            || !Rule.allKept(entitled(now, state, context)),
        RefusalCode.NOT_COMMANDER,
        "%s commands this incident: they hand it over, or %s takes it.".formatted(now, next));
  }
}
