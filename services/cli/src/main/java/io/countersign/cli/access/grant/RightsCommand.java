package io.countersign.cli.access.grant;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code access}: a group for questions about rights. */
@Command(name = "access", description = "Answers who may do what, and who could.")
public final class RightsCommand extends CommandGroup {
  private RightsCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new RightsCommand())
        .addSubcommand("who-could", new WhoCouldCommand(context));
  }
}
