package io.countersign.cli.access;

import io.countersign.cli.access.identity.UserIdentityCommand;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code user}: a group for the people who may log in. */
@Command(
    name = "user",
    description = "Manages people and what they are trusted with; administrators only.")
public final class UserCommand extends CommandGroup {
  private UserCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new UserCommand())
        .addSubcommand("add", new UserAddCommand(context))
        .addSubcommand("list", new UserListCommand(context))
        .addSubcommand("grant", new UserGrantCommand(context))
        .addSubcommand("revoke", new UserRevokeCommand(context))
        .addSubcommand("disable", new UserDisableCommand(context))
        .addSubcommand("password", new UserPasswordCommand(context))
        .addSubcommand("reset", new UserResetCommand(context))
        .addSubcommand("redeem", new UserRedeemCommand(context))
        .addSubcommand("identity", UserIdentityCommand.line(context));
  }
}
