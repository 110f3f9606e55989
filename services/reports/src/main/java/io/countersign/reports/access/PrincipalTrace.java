package io.countersign.reports.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A principal, as far as the record tells. */
final class PrincipalTrace {
  final String id;
  final List<RoleHolding> holdings = new ArrayList<>();
  final TreeSet<String> groups = new TreeSet<>();
  @Nullable String kind;
  @Nullable Instant registeredAt;
  @Nullable Instant disabledAt;
  @Nullable Instant actedAt;
  int tokens;

  PrincipalTrace(String id) {
    this.id = id;
  }

  boolean isPerson() {
    return "PERSON".equals(kind);
  }

  /** Since when nothing was done by it. */
  @Nullable Instant quietSince() {
    return actedAt == null ? registeredAt : actedAt;
  }
}
