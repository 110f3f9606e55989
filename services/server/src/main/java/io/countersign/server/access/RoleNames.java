package io.countersign.server.access;

import io.countersign.domain.Role;
import io.countersign.server.web.ParameterParsing;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles as callers write them, in any case. */
final class RoleNames {
  private RoleNames() {}

  static Set<Role> read(String name, @Nullable List<@Nullable String> words) {
    var roles = EnumSet.noneOf(Role.class);
    for (var word : words == null ? List.<@Nullable String>of() : words) {
      roles.add(
          Objects.requireNonNull(
              ParameterParsing.word(
                  "/" + name, word == null || word.isEmpty() ? "-" : word, Role.class)));
    }
    return roles;
  }
}
