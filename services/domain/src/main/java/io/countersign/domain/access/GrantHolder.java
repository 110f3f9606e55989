package io.countersign.domain.access;

import io.countersign.domain.PrincipalId;
import java.util.Optional;

/** The holder of a grant: a principal, or a group and so each of its members; the id of either. */
public record GrantHolder(String value) {
  public GrantHolder {
    if (value.isBlank()) {
      throw new IllegalArgumentException("nobody holds a grant");
    }
  }

  public static GrantHolder of(PrincipalId principal) {
    return new GrantHolder(principal.value());
  }

  public static GrantHolder of(GroupId group) {
    return new GrantHolder(group.value());
  }

  public Optional<GroupId> group() {
    return GroupId.is(value) ? Optional.of(new GroupId(value)) : Optional.empty();
  }

  public Optional<PrincipalId> principal() {
    return GroupId.is(value) ? Optional.empty() : Optional.of(new PrincipalId(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
