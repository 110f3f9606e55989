package io.countersign.domain.access;

import io.countersign.domain.Role;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The words for who lacks a role: which one it takes, which they hold, and who can change that. */
public final class MissingRole {
  private MissingRole() {}

  /**
   * @param anyOf one of them is needed
   * @param held by who asks
   */
  public static String text(Set<Role> anyOf, Set<Role> held) {
    var yours = held.isEmpty() ? "none" : names(held, " and ");
    return "This takes the role %s; you hold %s. An administrator grants roles."
        .formatted(anyOf(anyOf), yours);
  }

  public static String anyOf(Set<Role> roles) {
    return names(roles, " or ");
  }

  private static String names(Collection<Role> roles, String word) {
    return roles.stream().sorted().map(Role::name).collect(Collectors.joining(word));
  }
}
