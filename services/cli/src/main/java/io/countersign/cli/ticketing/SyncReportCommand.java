package io.countersign.cli.ticketing;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code sync report}: what was done after ticket systems had been away. */
@Command(
    name = "report",
    description = "Lists when ticket systems were away, and what was done once they were back.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign sync report"})
public final class SyncReportCommand extends ListCommand {
  public SyncReportCommand(CliContext context) {
    super(
        context,
        "/api/v1/sync/report",
        "No ticket had to wait for its system.",
        Column.of("SYSTEM", "/system"),
        Column.time("AWAY FROM", "/beganAt"),
        Column.time("TO", "/endedAt"),
        Column.of("WHY", "/code"),
        Column.of("TICKETS", "/tickets"),
        Column.time("ALL DONE", "/drainedAt"),
        Column.of("TAKEN", "/taken"),
        Column.of("WRITTEN", "/written"),
        Column.of("SAID", "/said"),
        Column.of("CONFLICTS", "/conflicts"),
        Column.of("STUCK", "/stuck"));
  }
}
