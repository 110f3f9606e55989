package io.countersign.cli.access.link;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code links list}: the accounts that are linked to somebody. */
@Command(
    name = "list",
    description = "Lists your accounts in other systems, or a person's; that administrators may.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign links list", "  countersign links list --user anna"})
final class LinksListCommand extends ListCommand {
  @Mixin private final LinkHolder holder = new LinkHolder();

  LinksListCommand(CliContext context) {
    super(
        context,
        "",
        "None.",
        Column.of("SYSTEM", "/system"),
        Column.of("WORKSPACE", "/workspace"),
        Column.of("ACCOUNT", "/account"),
        Column.time("LINKED", "/linkedAt"),
        Column.of("ID", "/link"));
  }

  @Override
  protected String path() {
    return holder.path();
  }
}
