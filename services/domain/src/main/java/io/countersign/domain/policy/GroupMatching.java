package io.countersign.domain.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The matching of persons to groups, one person standing for one group: who is in two of them
 * stands for one. Augmenting paths; there are a handful of either.
 */
public final class GroupMatching {
  private final List<Set<String>> persons;
  private final Map<String, Integer> standing = new HashMap<>();

  private GroupMatching(List<Set<String>> persons) {
    this.persons = persons;
  }

  /**
   * For how many different groups these persons can stand at most.
   *
   * @param persons the groups that each is a member of
   * @param among the groups that matter; empty: all
   */
  public static int groups(List<Set<String>> persons, Set<String> among) {
    var matching = new GroupMatching(persons);
    int matched = 0;
    for (int person = 0; person < persons.size(); person++) {
      matched += matching.place(person, among, new HashSet<>()) ? 1 : 0;
    }
    return matched;
  }

  /**
   * A matching that has as many stand for a group as can: the group of each, by their index.
   *
   * @param among the groups that matter; empty: all
   */
  public static Map<Integer, String> standing(List<Set<String>> persons, Set<String> among) {
    var sorted = persons.stream().<Set<String>>map(TreeSet::new).toList();
    var matching = new GroupMatching(sorted);
    for (int person = 0; person < persons.size(); person++) {
      matching.place(person, among, new HashSet<>());
    }
    var groups = new TreeMap<Integer, String>();
    matching.standing.forEach((group, person) -> groups.put(person, group));
    return groups;
  }

  private boolean place(int person, Set<String> among, Set<String> tried) {
    for (var group : persons.get(person)) {
      boolean matters = among.isEmpty() || among.contains(group);
      if (matters && tried.add(group)) {
        var other = standing.get(group);
        if (other == null || place(other, among, tried)) {
          standing.put(group, person);
          return true;
        }
      }
    }
    return false;
  }
}
