package io.countersign.cli.ticketing;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code sync skip}. */
@Command(
    name = "skip",
    description =
        "Passes over what waits to be done to a ticket, either way; both sides stay as they are.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign sync skip jira inc_0123456789abcdef"})
public final class SkipSyncCommand extends TicketLinkCommand {
  public SkipSyncCommand(CliContext context) {
    super(context, "skip");
  }
}
