package io.countersign.cli.access;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option {@code --role} of a person, as often as wanted. */
final class RoleOption {
  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description =
          "One of: administrator, viewer, responder, approver, commander, catalog_editor, auditor,"
              + " policy_author, operator. May be given several times.")
  private List<String> typed = List.of();

  List<String> roles() {
    return canonical(typed);
  }

  /** {@code Alert-Intake} and {@code ALERT_INTAKE} are {@code alert_intake}. */
  static List<String> canonical(List<String> typed) {
    return typed.stream().map(role -> role.toLowerCase(Locale.ROOT).replace('-', '_')).toList();
  }
}
