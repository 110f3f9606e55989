package io.countersign.cli.remediation;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code remediations}: every plan and what became of it. */
@Command(
    name = "remediations",
    description = "Lists remediations, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign remediations --incident inc_ID",
      "  countersign remediations --state completed --all -o json"
    })
public final class RemediationsCommand extends ListCommand {

  @Option(names = "--incident", paramLabel = "ID", description = "Only those of this incident.")
  private String incident = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in this state, such as awaiting_approval or completed.")
  private String state = "";

  public RemediationsCommand(CliContext context) {
    super(
        context,
        "/api/v1/remediations",
        "No remediation.",
        Column.of("ID", "/id"),
        Column.of("STATE", "/state"),
        Column.time("PROPOSED", "/proposedAt"),
        Column.of("INCIDENT", "/incident"),
        Column.text("ACTION", "/actionClass"),
        Column.text("CAUSE", "/cause"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("incident", incident, "state", state);
  }
}
