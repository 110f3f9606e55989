package io.countersign.domain.access;

import io.countersign.domain.Role;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The words for who lacks a role: which one it takes, which they hold, and who can change that. */
public final class MissingRole {
  private static final String ADMINISTRATORS = "An administrator grants roles.";

  private MissingRole() {}

  /**
   * @param anyOf one of them is needed, here and now
   * @param held by who asks, within whatever bounds
   */
  public static String text(Set<Role> anyOf, Set<Role> held) {
    var elsewhere = held.stream().filter(anyOf::contains).collect(Collectors.toSet());
    if (!elsewhere.isEmpty()) {
      return "You hold the role %s, but within bounds that this is outside of. %s"
          .formatted(names(elsewhere, " and "), ADMINISTRATORS);
    }
    var yours = held.isEmpty() ? "none" : names(held, " and ");
    return "This takes the role %s; you hold %s. %s".formatted(anyOf(anyOf), yours, ADMINISTRATORS);
  }

  public static String anyOf(Set<Role> roles) {
    return names(roles, " or ");
  }

  private static String names(Collection<Role> roles, String word) {
    return roles.stream().sorted().map(Role::name).collect(Collectors.joining(word));
  }
}
