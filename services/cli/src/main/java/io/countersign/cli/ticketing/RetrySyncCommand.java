package io.countersign.cli.ticketing;

import io.countersign.cli.command.CliContext;
import picocli.CommandLine.Command;

/** The command {@code sync retry}. */
@Command(
    name = "retry",
    description = "Tries a ticket again that failed, or was paused.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign sync retry jira inc_0123456789abcdef"})
public final class RetrySyncCommand extends TicketLinkCommand {
  public RetrySyncCommand(CliContext context) {
    super(context, "retry");
  }
}
