package io.countersign.cli.remediation;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code runbook}: a group for what a runbook may do unattended. */
@Command(name = "runbook", description = "Lets a runbook run unattended where it has earned it.")
public final class RunbookCommand extends CommandGroup {
  private RunbookCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new RunbookCommand())
        .addSubcommand("promote", new RunbookPromoteCommand(context))
        .addSubcommand("demote", new RunbookDemoteCommand(context));
  }
}
