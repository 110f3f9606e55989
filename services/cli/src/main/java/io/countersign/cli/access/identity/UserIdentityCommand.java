package io.countersign.cli.access.identity;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code user identity}: a group for people's addresses in other systems. */
@Command(
    name = "identity",
    description = {
      "Says whose addresses in other systems are whose; administrators only.",
      "",
      "Who committed or deployed the change that is held to be the cause can't approve the plan"
          + " against it: for that the address that a feed tells of has to be known as theirs."
    })
public final class UserIdentityCommand extends CommandGroup {
  private UserIdentityCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new UserIdentityCommand())
        .addSubcommand("add", new IdentityAddCommand(context))
        .addSubcommand("remove", new IdentityRemoveCommand(context))
        .addSubcommand("list", new IdentityListCommand(context));
  }
}
