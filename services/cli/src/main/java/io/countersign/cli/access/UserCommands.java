package io.countersign.cli.access;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** People. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "user",
    description = "Manages people and what they are trusted with; administrators only.")
public final class UserCommands implements Callable<Integer> {
  private final Context context;

  private UserCommands(Context context) {
    this.context = context;
  }

  /** The group with its subcommands. */
  public static CommandLine line(Context context) {
    return new CommandLine(new UserCommands(context))
        .addSubcommand("add", new UserAdd(context))
        .addSubcommand("list", new UserList(context))
        .addSubcommand("grant", new UserGrant(context))
        .addSubcommand("revoke", new UserRevoke(context))
        .addSubcommand("disable", new UserDisable(context))
        .addSubcommand("password", new UserPassword(context));
  }

  /** No subcommand: what there is. */
  @Override
  public Integer call() {
    line(context).usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
