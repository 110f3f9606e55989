package io.countersign.cli.access.grant;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code grant}: a group for roles within bounds. */
@Command(
    name = "grant",
    description = "Manages roles within bounds, of people, services and groups.")
public final class GrantCommand extends CommandGroup {
  private GrantCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new GrantCommand())
        .addSubcommand("add", new GrantAddCommand(context))
        .addSubcommand("list", new GrantListCommand(context))
        .addSubcommand("revoke", new GrantRevokeCommand(context));
  }
}
