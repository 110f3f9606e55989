package io.countersign.cli.access.link;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code links}: a group for one's accounts in other systems. */
@Command(name = "links", description = "Lists and removes the accounts that are linked to you.")
public final class LinksGroup extends CommandGroup {
  private LinksGroup() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new LinksGroup())
        .addSubcommand("list", new LinksListCommand(context))
        .addSubcommand("remove", new LinksRemoveCommand(context));
  }
}
