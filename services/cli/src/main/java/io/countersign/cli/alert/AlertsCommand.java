package io.countersign.cli.alert;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.KeptRemark;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The command {@code alerts}: the alerts as they came in. */
@Command(
    name = "alerts",
    description = "Lists alerts, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign alerts --firing"})
public final class AlertsCommand extends ListCommand {

  @Option(names = "--firing", description = "Only those that fire.")
  private boolean firing;

  public AlertsCommand(CliContext context) {
    super(
        context,
        "/api/v1/alerts",
        "No alert.",
        Column.of("STATUS", "/status"),
        Column.of("SEVERITY", "/severity"),
        Column.time("STARTED", "/startsAt"),
        Column.text("NAME", "/name"),
        Column.text("ENTITY", "/entity"),
        Column.text("SOURCE", "/integration"),
        Column.of("MUTED BY", "/mute"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("status", firing ? "firing" : "");
  }

  @Override
  protected void remark(JsonNode page) {
    KeptRemark.lines(page.path("items"), "/name").forEach(context::say);
  }
}
