package io.countersign.reports.access;

import io.countersign.reports.json.JsonMembers;
import io.countersign.reports.record.LeafEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody holds.
 *
 * @param source {@code registration}, {@code role}, {@code grant} or a group's id
 * @param grant its id; empty where it has none
 * @param scope within which it counts; empty: everywhere
 */
record RoleHolding(
    String role,
    String source,
    String grant,
    TreeMap<String, String> scope,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String by,
    @Nullable String confirmedBy,
    Instant at,
    long leaf) {
  /** Roles that decide, or decide on who does. */
  static final Set<String> DECIDING =
      Set.of("APPROVER", "COMMANDER", "ADMINISTRATOR", "POLICY_AUTHOR");

  static RoleHolding of(String role, String source, LeafEvent event) {
    return new RoleHolding(
        role,
        source,
        "",
        new TreeMap<>(),
        null,
        null,
        event.text("by"),
        event.text("confirmedBy"),
        event.at(),
        event.leaf());
  }

  static RoleHolding granted(String source, LeafEvent event) {
    var grant = event.payload().object("grant");
    return new RoleHolding(
        grant.text("role", "not recorded"),
        source,
        grant.text("id", ""),
        scope(grant.object("scope")),
        grant.instant("from"),
        grant.instant("until"),
        event.text("by"),
        event.text("confirmedBy"),
        event.at(),
        event.leaf());
  }

  private static TreeMap<String, String> scope(JsonMembers members) {
    var scope = new TreeMap<String, String>();
    members.values().forEach((name, value) -> scope.put(name, Objects.toString(value)));
    return scope;
  }

  RoleHolding through(String group) {
    return new RoleHolding(role, group, grant, scope, from, until, by, confirmedBy, at, leaf);
  }

  boolean isOver(Instant end) {
    return until != null && !until.isAfter(end);
  }

  /** Whether there is anything that both are about. */
  boolean meets(RoleHolding other) {
    return scope.entrySet().stream()
        .allMatch(it -> other.scope.getOrDefault(it.getKey(), it.getValue()).equals(it.getValue()));
  }
}
