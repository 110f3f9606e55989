package io.countersign.cli.remediation;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import io.countersign.cli.command.TicketLines;
import java.util.Map;
import picocli.CommandLine.Command;

/** The command {@code approvals}: the plans that wait for people. */
@Command(
    name = "approvals",
    description = "Lists the plans that wait for a decision.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign approvals",
      "  countersign approve rem_ID        shows the plan and asks"
    })
public final class ApprovalsCommand extends ListCommand {

  public ApprovalsCommand(CliContext context) {
    super(
        context,
        "/api/v1/remediations",
        "Nothing waits for a decision.",
        Column.of("ID", "/id"),
        Column.of("RISK", "/policy/risk"),
        Column.time("EXPIRES", "/expiresAt"),
        Column.of("INCIDENT", "/incident"),
        Column.text("ACTION", "/actionClass"),
        Column.text("CAUSE", "/cause"),
        Column.text("TITLE", "/incidentTitle"),
        TicketLines.column(),
        Column.text("IMPOSSIBLE", "/shortfall"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("state", "awaiting_approval");
  }
}
