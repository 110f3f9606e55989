package io.countersign.domain.emergency;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.Reach;
import io.countersign.domain.correlation.IncidentId;
import java.util.List;
import java.util.Set;

/**
 * The rules over those who stand for a break-glass: what they were when they gave their word, they
 * have to be as long as it lets anything through.
 */
public final class BreakGlassStanding {
  private BreakGlassStanding() {}

  /**
   * An active person with one of these roles over all that the incident is about, by now;
   * everywhere where nothing is known of that.
   */
  static List<Rule> still(
      PrincipalId who, Set<Role> anyOf, IncidentId incident, CommandContext context) {
    var known = context.facts(AccessFacts.class).principal(who);
    var touched = BreakGlassDecider.touched(incident, context);
    var over = touched.isEmpty() ? List.of(Reach.ORGANISATION) : touched;
    return Rule.join(
        Authority.activePerson(who, context),
        over.stream().map(it -> Authority.holder(known, anyOf, it, context.at())).toList());
  }

  /** Whether each who stands for it still may open one. */
  public static boolean holds(
      EmergencyFacts.OpenBreakGlass it, IncidentId incident, CommandContext context) {
    return it.by().stream()
        .allMatch(who -> Rule.allKept(still(who, it.terms().openers(), incident, context)));
  }
}
