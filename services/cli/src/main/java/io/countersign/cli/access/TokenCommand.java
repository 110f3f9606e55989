package io.countersign.cli.access;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.VersionProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Tokens of services. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    name = "token",
    description = "Manages the tokens of services that deliver alerts and changes.")
public final class TokenCommand implements Callable<Integer> {
  private final CliContext context;

  private TokenCommand(CliContext context) {
    this.context = context;
  }

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new TokenCommand(context))
        .addSubcommand("create", new TokenCreateCommand(context))
        .addSubcommand("list", new TokenListCommand(context))
        .addSubcommand("revoke", new TokenRevokeCommand(context));
  }

  /** No subcommand: what there is. */
  @Override
  public Integer call() {
    line(context).usage(context.terminal().err());
    return ExitCode.USAGE;
  }
}
