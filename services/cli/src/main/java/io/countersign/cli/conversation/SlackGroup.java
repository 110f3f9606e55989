package io.countersign.cli.conversation;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code slack}: a group for setting up Slack. */
@Command(name = "slack", description = "Helps to set up Slack.")
public final class SlackGroup extends CommandGroup {
  private SlackGroup() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new SlackGroup())
        .addSubcommand("manifest", new SlackManifestCommand(context));
  }
}
