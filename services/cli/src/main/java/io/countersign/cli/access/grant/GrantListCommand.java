package io.countersign.cli.access.grant;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code grant list}: who holds which role where. */
@Command(
    name = "list",
    description = "Lists who holds which role where; with no bounds it counts everywhere.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign grant list"})
public final class GrantListCommand extends ListCommand {
  public GrantListCommand(CliContext context) {
    super(
        context,
        "/api/v1/grants",
        "No grants.",
        Column.of("ID", "/id"),
        Column.of("HOLDER", "/holderName"),
        Column.of("ROLE", "/role"),
        Column.text("TEAM", "/team"),
        Column.text("ENVIRONMENT", "/environment"),
        Column.text("SERVICE", "/service"),
        Column.text("ACTION", "/action"),
        Column.time("UNTIL", "/until"),
        Column.text("BY", "/givenByName"),
        Column.text("CONFIRMED BY", "/confirmedByName"),
        Column.text("REASON", "/reason"));
  }
}
