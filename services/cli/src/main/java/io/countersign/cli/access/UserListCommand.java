package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.HeldRoles;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code user list}: the people who may log in. */
@Command(
    name = "list",
    description = "Lists people.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user list"})
public final class UserListCommand extends ListCommand {

  public UserListCommand(CliContext context) {
    super(
        context,
        "/api/v1/users",
        "Nobody.",
        Column.of("NAME", "/name"),
        Column.of("PRINCIPAL", "/principal"),
        Column.of("DISABLED", "/disabled"),
        new Column("ROLES", true, HeldRoles::all));
  }
}
