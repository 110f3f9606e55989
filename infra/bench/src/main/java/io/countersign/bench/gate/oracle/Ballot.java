package io.countersign.bench.gate.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that was asked of people about one plan, and what they said. */
final class Ballot {
  private static final long DAY = 86_400;

  private final long longest;

  final List<Ruling> demands = new ArrayList<>();
  final TreeMap<String, Proviso> approvals = new TreeMap<>();
  final Map<String, String> revoked = new HashMap<>();
  final Map<String, String> denied = new HashMap<>();
  long expiresAt;
  long escalateAt;
  boolean escalated;
  @Nullable Shortening shortening;

  /** The incident's commander had fewer persons suffice. */
  record Shortening(String by, int to) {}

  Ballot(Ruling asked, long now, long planEnd) {
    demands.add(asked);
    escalateAt = now + asked.escalate();
    expiresAt = Math.min(now + asked.expire(), planEnd);
    longest = Math.min(now + DAY, planEnd);
  }

  void extend(Ruling more, long now) {
    demands.add(more);
    escalateAt = now + more.escalate();
    escalated = false;
  }

  /** What was agreed to waits for its calendar: for as long it counts later, a day at most. */
  void waits(long now, long opensAt) {
    if (!over(now)) {
      expiresAt = Math.min(expiresAt + opensAt - now, longest);
    }
  }

  /** Who agreed to that many steps at least. */
  Set<String> meaning(int steps) {
    return approvals.entrySet().stream()
        .filter(it -> it.getValue().steps() >= steps)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean over(long now) {
    return now >= expiresAt;
  }

  Set<Standing> roles() {
    var all = new HashSet<Standing>();
    demands.forEach(it -> all.addAll(it.roles(escalated)));
    return all;
  }

  /** None where some demand leaves it open. */
  Set<String> groups() {
    var all = new HashSet<String>();
    for (var demand : demands) {
      if (demand.groups().isEmpty()) {
        return Set.of();
      }
      all.addAll(demand.groups());
    }
    return all;
  }

  /** The fewest that policy lets suffice in an emergency, by all that was asked. */
  int least() {
    return demands.stream().mapToInt(Ruling::least).max().orElse(0);
  }

  int most() {
    return demands.stream().mapToInt(Ruling::quorum).max().orElse(0);
  }

  int dwell() {
    return demands.stream().mapToInt(Ruling::dwell).max().orElse(0);
  }

  boolean reasoned() {
    return demands.stream().anyMatch(Ruling::reasoned);
  }
}
