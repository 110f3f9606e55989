package io.countersign.bench.gate.oracle;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may click.
 *
 * @param person or else a machine
 * @param handedOutBy who alone gave them the secret by which they chose their password; null for
 *     nobody
 * @param ownPassword whether nobody else knows it
 */
public record Member(
    String name,
    boolean person,
    boolean active,
    Set<Trust> trusts,
    Set<String> groups,
    @Nullable String handedOutBy,
    boolean ownPassword) {
  public Member {
    trusts = Set.copyOf(trusts);
    groups = Set.copyOf(groups);
  }

  public static Member person(String name, Standing role, String... groups) {
    return new Member(name, true, true, Set.of(Trust.of(role)), Set.of(groups), null, true);
  }

  public Member machine(boolean is) {
    return new Member(name, !is, active, trusts, groups, handedOutBy, ownPassword);
  }

  public Member active(boolean is) {
    return new Member(name, person, is, trusts, groups, handedOutBy, ownPassword);
  }

  public Member with(Trust more) {
    var all = new HashSet<>(trusts);
    all.add(more);
    return holding(all);
  }

  public Member holding(Set<Trust> only) {
    return new Member(name, person, active, only, groups, handedOutBy, ownPassword);
  }

  public Member in(Set<String> only) {
    return new Member(name, person, active, trusts, only, handedOutBy, ownPassword);
  }

  public Member password(@Nullable String by, boolean own) {
    return new Member(name, person, active, trusts, groups, by, own);
  }

  boolean holdsAnywhere(Set<Standing> roles, long now) {
    return trusts.stream().anyMatch(it -> roles.contains(it.role()) && it.lasts(now));
  }

  boolean holds(Set<Standing> roles, String team, long now) {
    return active
        && trusts.stream()
            .anyMatch(it -> roles.contains(it.role()) && it.lasts(now) && it.reaches(team));
  }
}
