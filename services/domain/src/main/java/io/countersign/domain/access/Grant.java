package io.countersign.domain.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.TextRedaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody holds, themselves or through a group.
 *
 * @param from when it begins; null for from the start
 * @param until when it ends, without anybody's doing; null for when it's revoked
 * @param reason why it was given; null where nobody said
 */
public record Grant(
    GrantId id,
    Role role,
    Scope scope,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String reason) {
  public Grant {
    reason = reason == null || reason.isBlank() ? null : TextRedaction.text(reason);
  }

  /** Of which nobody said why. */
  public Grant(
      GrantId id, Role role, Scope scope, @Nullable Instant from, @Nullable Instant until) {
    this(id, role, scope, from, until, null);
  }

  /** A role without bounds. */
  public static Grant everywhere(PrincipalId principal, Role role) {
    return new Grant(GrantId.everywhere(principal, role), role, Scope.EVERYWHERE, null, null);
  }

  /** Whether it counts there, at this moment. */
  public boolean covers(Reach reach, Instant at) {
    return isInEffect(at) && scope.covers(reach);
  }

  public boolean isInEffect(Instant at) {
    return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
  }

  /** All of it, for a digest. */
  public Map<String, Object> content() {
    var content = new HashMap<String, Object>(Map.of("id", id.value(), "role", role.name()));
    content.putAll(scope.content());
    put(content, "from", from);
    put(content, "until", until);
    put(content, "reason", reason);
    return Map.copyOf(content);
  }

  private static void put(Map<String, Object> content, String name, @Nullable Object value) {
    if (value != null) {
      content.put(name, value.toString());
    }
  }

  public boolean isOver(Instant at) {
    return until != null && !at.isBefore(until);
  }

  /** Whether there is anything that both cover, at any time. */
  public boolean meets(Grant other) {
    return scope.meets(other.scope) && begins(this, other) && begins(other, this);
  }

  private static boolean begins(Grant one, Grant other) {
    return one.from == null || other.until == null || one.from.isBefore(other.until);
  }

  /** Everywhere, and for as long as nobody revokes it. */
  public boolean isUnbounded() {
    return scope.isEverywhere() && from == null && until == null;
  }
}
