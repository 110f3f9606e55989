package io.countersign.cli.emergency;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code break-glass}: a group for what goes beyond the usual in an emergency. */
@Command(
    name = "break-glass",
    description = {
      "Lets listed actions through in an emergency, for an hour at most, by two persons.",
      "Everybody is told, and somebody independent reviews it within a day."
    })
public final class BreakGlassGroup extends CommandGroup {
  private BreakGlassGroup() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new BreakGlassGroup())
        .addSubcommand("open", new OpenBreakGlassCommand(context))
        .addSubcommand("agree", new AgreeCommand(context))
        .addSubcommand("close", new CloseBreakGlassCommand(context))
        .addSubcommand("list", new ListEmergenciesCommand(context))
        .addSubcommand("review", new ReviewCommand(context));
  }
}
