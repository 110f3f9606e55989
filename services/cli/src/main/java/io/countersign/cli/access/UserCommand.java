package io.countersign.cli.access;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.VersionProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** People. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    name = "user",
    description = "Manages people and what they are trusted with; administrators only.")
public final class UserCommand implements Callable<Integer> {
  private final CliContext context;

  private UserCommand(CliContext context) {
    this.context = context;
  }

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new UserCommand(context))
        .addSubcommand("add", new UserAddCommand(context))
        .addSubcommand("list", new UserListCommand(context))
        .addSubcommand("grant", new UserGrantCommand(context))
        .addSubcommand("revoke", new UserRevokeCommand(context))
        .addSubcommand("disable", new UserDisableCommand(context))
        .addSubcommand("password", new UserPasswordCommand(context));
  }

  /** No subcommand: what there is. */
  @Override
  public Integer call() {
    line(context).usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
