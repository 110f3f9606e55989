package io.countersign.cli.incident.commander;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code commander}: a group for who commands an incident. */
@Command(
    name = "commander",
    description = {
      "Says who commands an incident, and what they may: shorten a quorum.",
      "It takes the role COMMANDER over all that the incident is about."
    })
public final class CommanderCommand extends CommandGroup {
  private CommanderCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new CommanderCommand())
        .addSubcommand("assign", new AssignCommanderCommand(context))
        .addSubcommand("stand-down", new StandDownCommand(context))
        .addSubcommand("shorten", new ShortenCommand(context));
  }
}
