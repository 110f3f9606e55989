package io.countersign.cli.access.identity;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code user identity list}: somebody's addresses in other systems. */
@Command(
    name = "list",
    description = "Lists a person's addresses in other systems.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign user identity list anna"})
final class IdentityListCommand extends ListCommand {
  @Parameters(paramLabel = "USER", description = "The login name.")
  private String name = "";

  IdentityListCommand(CliContext context) {
    super(
        context,
        "",
        "None.",
        Column.of("ADDRESS", "/address"),
        Column.of("ADDED BY", "/addedByName"),
        Column.time("ADDED", "/addedAt"),
        Column.of("ID", "/identity"));
  }

  @Override
  protected String path() {
    return "/api/v1/users/" + ServerApi.part(name) + "/identities";
  }
}
