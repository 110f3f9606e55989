package io.countersign.bench.gate.oracle;

import io.countersign.bench.gate.oracle.ModelWorld.Loophole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those whose word counts about a plan, as everybody is now. */
final class Electorate {
  private static final Set<Standing> BARRED =
      Set.of(Standing.ADMINISTRATOR, Standing.CATALOG_EDITOR);

  private final ModelWorld world;
  private final PlanOutline plan;
  private final String proposer;

  Electorate(ModelWorld world, PlanOutline plan, String proposer) {
    this.world = world;
    this.plan = plan;
    this.proposer = proposer;
  }

  /** Whether those who approved are as many, and stand for as many groups, as somebody asks. */
  boolean enough(Ruling asked, Collection<String> approvers, boolean escalated) {
    var roles = asked.roles(escalated);
    var counting = counting(approvers, roles, asked.groups());
    return counting.size() >= asked.quorum()
        && standFor(counting, roles, asked.groups()) >= asked.distinctGroups();
  }

  /** In the order of their names; of those who are one voice or could be one person, the first. */
  List<String> counting(Collection<String> approvers, Set<Standing> roles, Set<String> groups) {
    var counting = new ArrayList<String>();
    for (var name : approvers) {
      if (mayDecide(name, roles, groups)
          && !isInvolved(name)
          && isOwnPerson(name)
          && counting.stream().noneMatch(it -> isOneVoice(it, name, roles, groups))) {
        counting.add(name);
      }
    }
    return counting;
  }

  private boolean isOneVoice(String one, String other, Set<Standing> roles, Set<String> groups) {
    return couldBeOne(one, other) || voice(one, roles, groups).equals(voice(other, roles, groups));
  }

  boolean mayDecide(String name, Set<Standing> roles, Set<String> groups) {
    var member = world.member(name);
    var right = right(name, roles, groups);
    return world.knows(name)
        && member.person()
        && member.active()
        && !name.equals(proposer)
        && !member.holdsAnywhere(BARRED, world.now)
        && world.deputations.stream()
            .noneMatch(it -> it.from().equals(name) && it.absent() && it.lasts(world.now))
        && right != null
        && isIn(right, groups);
  }

  /** Who commands may have fewer suffice, while they may and have no hand in it. */
  boolean mayShorten(String name) {
    var member = world.member(name);
    return world.knows(name)
        && member.person()
        && member.active()
        && reachesAll(name, Set.of(Standing.COMMANDER))
        && !name.equals(proposer)
        && !isInvolved(name)
        && isOwnPerson(name);
  }

  /** Who opened an exception, or agreed to it, has to be somebody who may, as long as it counts. */
  boolean mayOpen(String name) {
    var member = world.member(name);
    return world.knows(name)
        && member.person()
        && member.active()
        && member.trusts().stream()
            .anyMatch(
                it ->
                    Loophole.OPENING.contains(it.role())
                        && it.team() == null
                        && it.lasts(world.now));
  }

  /** Whether somebody speaks for another, or could be them. */
  boolean isTheSame(String name, String other, Set<Standing> roles, Set<String> groups) {
    return name.equals(other)
        || voice(name, roles, groups).equals(other)
        || couldBeOne(name, other);
  }

  /** Who made the change that is held to be the cause, or wrote what would be done about it. */
  boolean isInvolved(String name) {
    return world.changeAuthors.contains(name) || world.runbookAuthors.contains(name);
  }

  /** Nobody else could be speaking: neither the proposer, nor who knows their password. */
  boolean isOwnPerson(String name) {
    return !couldBeOne(proposer, name)
        && (world.oneAdministrator || world.member(name).ownPassword());
  }

  /** By who gave whom the secret of their first password, and that one's, and so on. */
  boolean couldBeOne(String one, String other) {
    var ones = speakers(one);
    var others = speakers(other);
    return world.oneAdministrator
        ? ones.contains(other) || others.contains(one)
        : ones.stream().anyMatch(others::contains);
  }

  private Set<String> speakers(String name) {
    var speakers = new LinkedHashSet<String>();
    @Nullable String next = name;
    while (next != null && speakers.add(next)) {
      next = world.member(next).handedOutBy();
    }
    return speakers;
  }

  private String voice(String name, Set<Standing> roles, Set<String> groups) {
    var right = right(name, roles, groups);
    return right == null ? name : right;
  }

  /**
   * Whose right they decide by: their own, or that of somebody who made them their deputy, where
   * only that one is in a group that is asked as well.
   */
  private @Nullable String right(String name, Set<Standing> roles, Set<String> groups) {
    boolean own = reachesAll(name, roles);
    return own && isIn(name, groups) ? name : lent(name, roles, groups).orElse(own ? name : null);
  }

  private Optional<String> lent(String name, Set<Standing> roles, Set<String> groups) {
    return world.deputations.stream()
        .filter(it -> it.to().equals(name) && it.lasts(world.now))
        .filter(it -> plan.targets().stream().allMatch(at -> reaches(it, at)))
        .map(Deputation::from)
        .filter(it -> reachesAll(it, roles) && isIn(it, groups))
        .filter(it -> !it.equals(proposer) && !isInvolved(it) && isOwnPerson(it))
        .filter(it -> !world.member(it).holdsAnywhere(BARRED, world.now))
        .findFirst();
  }

  private boolean isIn(String name, Set<String> groups) {
    return groups.isEmpty() || world.member(name).groups().stream().anyMatch(groups::contains);
  }

  private boolean reaches(Deputation deputation, String target) {
    return deputation.team() == null || deputation.team().equals(world.team(target));
  }

  private boolean reachesAll(String name, Set<Standing> roles) {
    var member = world.member(name);
    return plan.targets().stream().allMatch(it -> member.holds(roles, world.team(it), world.now));
  }

  /** All ways of having each stand for one of their groups are tried. */
  private int standFor(List<String> counting, Set<Standing> roles, Set<String> among) {
    return standFor(
        counting.stream().map(it -> world.member(voice(it, roles, among)).groups()).toList(),
        among,
        0,
        new HashSet<>());
  }

  private static int standFor(
      List<Set<String>> groups, Set<String> among, int from, Set<String> taken) {
    if (from == groups.size()) {
      return taken.size();
    }
    int best = standFor(groups, among, from + 1, taken);
    for (var group : groups.get(from)) {
      if ((among.isEmpty() || among.contains(group)) && taken.add(group)) {
        best = Math.max(best, standFor(groups, among, from + 1, taken));
        taken.remove(group);
      }
    }
    return best;
  }
}
