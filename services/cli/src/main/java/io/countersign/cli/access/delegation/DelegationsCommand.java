package io.countersign.cli.access.delegation;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code delegations}: who decides for you, and for whom you decide. */
@Command(
    name = "delegations",
    description = "Lists who decides for you, and for whom you decide.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign delegations"})
public final class DelegationsCommand extends ListCommand {
  public DelegationsCommand(CliContext context) {
    super(
        context,
        "/api/v1/delegations",
        "None.",
        Column.of("ID", "/delegation"),
        Column.of("FOR", "/fromName"),
        Column.of("DECIDES", "/toName"),
        Column.text("SCOPE", "/scope"),
        Column.time("UNTIL", "/until"),
        Column.of("OUT OF OFFICE", "/outOfOffice"));
  }
}
