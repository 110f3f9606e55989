package io.countersign.cli.remediation;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;

/** The command {@code runbooks}: the runbooks and how each has done so far. */
@Command(
    name = "runbooks",
    description = "Lists the runbooks, how each has done so far, and where it runs unattended.",
    footerHeading = "%nExamples:%n",
    footer = "  countersign runbooks")
public final class RunbooksCommand extends ListCommand {

  public RunbooksCommand(CliContext context) {
    super(
        context,
        "/api/v1/runbooks",
        "No runbook.",
        Column.of("RUNBOOK", "/runbook"),
        Column.of("RISK", "/risk"),
        Column.text("ANSWERS", "/causes"),
        new Column(
            "CAN RUN",
            true,
            (it, _) ->
                it.hasNonNull("obstacle") ? "no: " + JsonAnswers.at(it, "/obstacle") : "yes"),
        Column.of("PROPOSED", "/proposed"),
        Column.of("APPROVED", "/approved"),
        Column.of("DENIED", "/denied"),
        Column.of("VERIFIED", "/verified"),
        Column.of("FAILED", "/failed"),
        Column.of("UNDONE", "/rolledBack"),
        Column.time("LAST USED", "/lastUsed"),
        Column.text("UNATTENDED", "/unattended"));
  }
}
