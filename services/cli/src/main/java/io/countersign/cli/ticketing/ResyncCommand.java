package io.countersign.cli.ticketing;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code sync resync}. */
@Command(
    name = "resync",
    description = "Compares all fields of a ticket anew, as if both sides had never agreed.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign sync resync jira inc_0123456789abcdef"})
public final class ResyncCommand extends TicketLinkCommand {
  public ResyncCommand(CliContext context) {
    super(context, "resync");
  }
}
