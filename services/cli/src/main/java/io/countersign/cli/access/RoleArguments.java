package io.countersign.cli.access;

import java.util.List;
import java.util.Locale;

/** Roles as people type them. */
final class RoleArguments {
  private RoleArguments() {}

  /** {@code Alert-Intake} and {@code ALERT_INTAKE} are {@code alert_intake}. */
  static List<String> canonical(List<String> typed) {
    return typed.stream().map(role -> role.toLowerCase(Locale.ROOT).replace('-', '_')).toList();
  }
}
