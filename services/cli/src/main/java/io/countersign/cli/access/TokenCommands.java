package io.countersign.cli.access;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.command.Context;
import io.countersign.cli.command.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Tokens of services. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "token",
    description = "Manages the tokens of services that deliver alerts and changes.")
public final class TokenCommands implements Callable<Integer> {
  private final Context context;

  private TokenCommands(Context context) {
    this.context = context;
  }

  /** The group with its subcommands. */
  public static CommandLine line(Context context) {
    return new CommandLine(new TokenCommands(context))
        .addSubcommand("create", new TokenCreate(context))
        .addSubcommand("list", new TokenList(context))
        .addSubcommand("revoke", new TokenRevoke(context));
  }

  /** No subcommand: what there is. */
  @Override
  public Integer call() {
    line(context).usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
