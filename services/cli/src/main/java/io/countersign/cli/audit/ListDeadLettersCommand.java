package io.countersign.cli.audit;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code dead-letters list}: the events that automations failed at. */
@Command(
    name = "list",
    description = "Lists events that an automation failed at for good.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign dead-letters list"})
public final class ListDeadLettersCommand extends ListCommand {
  public ListDeadLettersCommand(CliContext context) {
    super(
        context,
        "/api/v1/dead-letters",
        "No dead letter.",
        Column.of("AUTOMATION", "/automation"),
        Column.of("POSITION", "/position"),
        Column.time("GIVEN UP", "/at"),
        Column.of("ATTEMPTS", "/attempts"),
        Column.text("FAILURE", "/failure"));
  }
}
