package io.countersign.cli.change;

import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.KeptRemark;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The command {@code changes}: deployments and what else others changed. */
@Command(
    name = "changes",
    description = "Lists what others changed: deployments, starts, configuration.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign changes", "  countersign changes --entity service/prod/orders --all"})
public final class ChangesCommand extends ListCommand {

  @Option(
      names = "--entity",
      paramLabel = "ENTITY",
      description = "Only those of KIND/ENVIRONMENT/NAME.")
  private String entity = "";

  public ChangesCommand(CliContext context) {
    super(
        context,
        "/api/v1/changes",
        "No change.",
        Column.time("AT", "/at"),
        Column.text("ENTITY", "/entity"),
        Column.of("ACTION", "/action"),
        Column.of("FROM", "/fromVersion"),
        Column.of("TO", "/toVersion"),
        Column.text("REFERENCE", "/reference"),
        Column.text("BY", "/actor"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("entity", entity);
  }

  @Override
  protected void remark(JsonNode page) {
    KeptRemark.lines(page.path("items"), "/action").forEach(context::say);
  }
}
