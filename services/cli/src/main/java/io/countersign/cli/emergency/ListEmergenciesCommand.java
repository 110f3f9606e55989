package io.countersign.cli.emergency;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code break-glass list}: emergencies and the reviews that they owe. */
@Command(
    name = "list",
    description = "Lists break-glass and shortened quorums, and the reviews that they owe.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign break-glass list"})
public final class ListEmergenciesCommand extends ListCommand {
  public ListEmergenciesCommand(CliContext context) {
    super(
        context,
        "/api/v1/break-glass",
        "No emergencies.",
        Column.of("ID", "/id"),
        Column.of("STATE", "/state"),
        Column.of("INCIDENT", "/incident"),
        Column.of("BY", "/openerName"),
        Column.text("ACTIONS", "/actions"),
        Column.time("OPENED", "/openedAt"),
        Column.time("UNTIL", "/until"),
        Column.time("REVIEW BY", "/reviewBy"),
        Column.time("REVIEWED", "/reviewedAt"),
        Column.of("OVERDUE", "/overdue"),
        Column.text("USED BY", "/uses"),
        Column.text("LOOK AT", "/flags"),
        Column.text("REASON", "/reason"));
  }
}
