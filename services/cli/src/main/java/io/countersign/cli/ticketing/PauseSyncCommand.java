package io.countersign.cli.ticketing;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code sync pause}. */
@Command(
    name = "pause",
    description = "Does nothing to a ticket until it is tried again.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign sync pause jira inc_0123456789abcdef"})
public final class PauseSyncCommand extends TicketLinkCommand {
  public PauseSyncCommand(CliContext context) {
    super(context, "pause");
  }
}
