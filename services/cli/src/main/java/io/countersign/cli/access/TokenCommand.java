package io.countersign.cli.access;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code token}: a group for the tokens of services. */
@Command(
    name = "token",
    description = "Manages the tokens of services that deliver alerts and changes.")
public final class TokenCommand extends CommandGroup {
  private TokenCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new TokenCommand())
        .addSubcommand("create", new TokenCreateCommand(context))
        .addSubcommand("list", new TokenListCommand(context))
        .addSubcommand("revoke", new TokenRevokeCommand(context));
  }
}
