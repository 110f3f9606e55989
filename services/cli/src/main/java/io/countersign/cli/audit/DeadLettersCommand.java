package io.countersign.cli.audit;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code dead-letters}: a group for what automations failed at for good. */
@Command(
    name = "dead-letters",
    description = "Shows events that an automation failed at for good, and what becomes of them.")
public final class DeadLettersCommand extends CommandGroup {
  private DeadLettersCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new DeadLettersCommand())
        .addSubcommand("list", new ListDeadLettersCommand(context))
        .addSubcommand("retry", new RetryDeadLetterCommand(context))
        .addSubcommand("drop", new DropDeadLetterCommand(context));
  }
}
