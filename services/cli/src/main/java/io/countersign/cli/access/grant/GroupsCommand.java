package io.countersign.cli.access.grant;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code group}: a group for groups of people and services. */
@Command(name = "group", description = "Manages groups, which grants and policy name.")
public final class GroupsCommand extends CommandGroup {
  private GroupsCommand() {}

  /** The group with its subcommands. */
  public static CommandLine line(CliContext context) {
    return new CommandLine(new GroupsCommand())
        .addSubcommand("create", new GroupCreateCommand(context))
        .addSubcommand("members", new GroupMembersCommand(context))
        .addSubcommand("rename", new GroupRenameCommand(context))
        .addSubcommand("add", new GroupAddCommand(context))
        .addSubcommand("remove", new GroupRemoveCommand(context));
  }
}
