package io.countersign.domain.policy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Reach;
import io.countersign.domain.policy.PolicyDecision.Approval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A preview of whether somebody could approve by what is asked, and why not. What depends on more
 * than that, such as whose change it is or whose password, is judged when they decide.
 *
 * @param obstacles in words; none: they could
 */
public record ApproverPreview(PrincipalId who, List<String> obstacles) {
  public ApproverPreview {
    obstacles = List.copyOf(obstacles);
  }

  public boolean could() {
    return obstacles.isEmpty();
  }

  /**
   * Every person among them, in their order; machines never approve.
   *
   * @param reach of what is acted on
   */
  public static List<ApproverPreview> of(
      Approval asked, String proposer, List<Principal> all, Reach reach, Instant at) {
    return all.stream()
        .filter(it -> it.kind() == PrincipalKind.PERSON)
        .map(it -> new ApproverPreview(it.id(), obstacles(asked, proposer, it, reach, at)))
        .toList();
  }

  private static List<String> obstacles(
      Approval asked, String proposer, Principal who, Reach reach, Instant at) {
    var found = new ArrayList<String>();
    if (!who.active()) {
      found.add("is disabled");
    }
    if (who.id().value().equals(proposer)) {
      found.add("proposed it");
    }
    if (asked.roles().stream().noneMatch(role -> who.may(role, reach, at))) {
      found.add("has no role that decides here: " + words(asked));
    }
    if (who.rolesAt(at).contains(Role.ADMINISTRATOR)
        || who.rolesAt(at).contains(Role.CATALOG_EDITOR)) {
      found.add("holds a role that doesn't go with deciding");
    }
    if (!asked.groups().isEmpty() && who.groups().stream().noneMatch(asked.groups()::contains)) {
      found.add("is in none of the groups " + sorted(asked));
    } else if (asked.distinctGroups() > 0 && who.groups().isEmpty()) {
      found.add("is in no group, which counts only beside persons who are");
    }
    return found;
  }

  private static String words(Approval asked) {
    return asked.roles().stream()
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private static String sorted(Approval asked) {
    return asked.groups().stream().sorted().collect(Collectors.joining(", "));
  }
}
