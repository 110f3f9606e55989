package io.countersign.cli.audit;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code views}: a group for what pages and lists read. */
@Command(name = "views", description = "Shows how far views have come, and makes them anew.")
public final class ViewsCommand extends CommandGroup {
  private ViewsCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new ViewsCommand())
        .addSubcommand("status", new ViewsStatusCommand(context))
        .addSubcommand("rebuild", new ViewsRebuildCommand(context));
  }
}
