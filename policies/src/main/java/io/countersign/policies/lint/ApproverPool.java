package io.countersign.policies.lint;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision.Approval;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The check that there are enough people for an approval. */
public final class ApproverPool {
  private ApproverPool() {}

  /** Also counts who may decide only once it was escalated. */
  public static boolean suffices(List<Approver> people, Approval asked) {
    var eligible = asked(people, asked);
    return eligible.size() >= asked.quorum()
        && groups(eligible, groups(asked)) >= asked.distinctGroups();
  }

  /** How many of them may decide, some of them perhaps only once it was escalated. */
  public static int eligible(List<Approver> people, Approval asked) {
    return asked(people, asked).size();
  }

  /** Whether they may decide without an escalation, by the role that is there for it. */
  public static boolean approves(Approver person) {
    return person.roles().contains(Role.APPROVER);
  }

  private static List<Approver> asked(List<Approver> people, Approval asked) {
    var groups = groups(asked);
    return people.stream()
        .filter(it -> it.roles().stream().anyMatch(role -> asks(asked, role)))
        .filter(it -> groups.isEmpty() || it.groups().stream().anyMatch(groups::contains))
        .toList();
  }

  private static boolean asks(Approval asked, Role role) {
    return asked.roles().contains(role)
        || asked.ladder().stream().anyMatch(step -> step.roles().contains(role));
  }

  private static Set<String> groups(Approval asked) {
    return asked.groups().isEmpty()
        ? Set.of()
        : Stream.concat(
                asked.groups().stream(),
                asked.ladder().stream().flatMap(step -> step.groups().stream()))
            .collect(Collectors.toSet());
  }

  /** To how many different groups people can be matched, each standing for one. */
  private static int groups(List<Approver> people, Set<String> asked) {
    Map<String, Approver> standsFor = new HashMap<>();
    int matched = 0;
    for (var person : people) {
      matched += place(person, asked, standsFor, new HashSet<>()) ? 1 : 0;
    }
    return matched;
  }

  private static boolean place(
      Approver person, Set<String> asked, Map<String, Approver> standsFor, Set<String> tried) {
    for (var group : new TreeSet<>(person.groups())) {
      if ((asked.isEmpty() || asked.contains(group)) && tried.add(group)) {
        var other = standsFor.get(group);
        if (other == null || place(other, asked, standsFor, tried)) {
          standsFor.put(group, person);
          return true;
        }
      }
    }
    return false;
  }
}
