package io.countersign.cli.access.grant;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code group members}: the groups and who is in them. */
@Command(
    name = "members",
    description = "Lists the groups and who is in them.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign group members"})
public final class GroupMembersCommand extends ListCommand {
  public GroupMembersCommand(CliContext context) {
    super(
        context,
        "/api/v1/groups",
        "No groups.",
        Column.of("GROUP", "/name"),
        Column.text("TITLE", "/title"),
        Column.text("MEMBERS", "/members"));
  }
}
