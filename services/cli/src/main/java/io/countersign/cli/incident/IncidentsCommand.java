package io.countersign.cli.incident;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code incidents}: the incidents, newest first. */
@Command(
    name = "incidents",
    description = "Lists incidents, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign incidents --open",
      "  countersign incidents --all -o jsonl | jq -r .id"
    })
public final class IncidentsCommand extends ListCommand {

  @Option(names = "--open", description = "Only those that are open.")
  private boolean open;

  @Option(names = "--closed", description = "Only those that are closed.")
  private boolean closed;

  public IncidentsCommand(CliContext context) {
    super(
        context,
        "/api/v1/incidents",
        "No incident.",
        Column.of("ID", "/id"),
        Column.of("STATE", "/state"),
        Column.of("SEVERITY", "/severity"),
        Column.of("PRIO", "/priority"),
        Column.text("ENV", "/environment"),
        Column.of("FIRING", "/firing"),
        Column.time("OPENED", "/openedAt"),
        Column.text("CAUSE", "/cause/entity"),
        Column.text("TITLE", "/title"),
        Column.text("IMPACT", "/impact/summary"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("state", open ? "open" : closed ? "closed" : "");
  }
}
