package io.countersign.server.remediation.policy;

import io.countersign.domain.access.AccessFacts.Principal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The groups of approvers as policy is told of them: all that rules ask for by name, and of the
 * others so many that an event can hold them. An installation may have hundreds.
 */
final class ApproverGroups {
  /** Beside those that are named; a rule that counts more than these counts these. */
  private static final int MOST_OTHERS = 100;

  private ApproverGroups() {}

  /** Sorted by name. */
  static List<String> of(List<Principal> approvers, Set<String> named) {
    var all = new TreeSet<String>();
    approvers.forEach(it -> all.addAll(it.groups()));
    var others = all.stream().filter(it -> !named.contains(it)).limit(MOST_OTHERS);
    return Stream.concat(all.stream().filter(named::contains), others).sorted().toList();
  }
}
