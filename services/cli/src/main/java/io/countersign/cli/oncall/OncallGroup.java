package io.countersign.cli.oncall;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code oncall}: who is on call now, and a group for more. */
@Command(
    name = "oncall",
    description = "Says who is on call now, by every schedule.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign oncall", "  countersign oncall show primary --days 14"})
public final class OncallGroup extends ListCommand {
  private OncallGroup(CliContext context) {
    super(
        context,
        "/api/v1/oncall",
        "No schedule: name one under `oncall` in the server's configuration file.",
        Column.of("SCHEDULE", "/name"),
        Column.text("ON CALL", "/person"),
        Column.text("BY", "/by"),
        Column.time("UNTIL", "/until"),
        Column.text("TOLD VIA", "/via"),
        Column.text("NOTE", "/note"));
  }

  /** The command with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new OncallGroup(context))
        .addSubcommand("show", new ShowOncallCommand(context));
  }
}
