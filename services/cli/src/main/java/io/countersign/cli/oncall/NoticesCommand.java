package io.countersign.cli.oncall;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The command {@code notices}: who was told of what, and why somebody wasn't. */
@Command(
    name = "notices",
    description = "Says who was told of what, by which route, and why somebody wasn't.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign notices", "  countersign notices --incident inc_0123456789abcdef"})
public final class NoticesCommand extends ListCommand {
  @Option(names = "--incident", paramLabel = "ID", description = "Of this one, with what is due.")
  private String incident = "";

  public NoticesCommand(CliContext context) {
    super(
        context,
        "/api/v1/notices",
        "Nobody was told of anything.",
        Column.time("AT", "/at"),
        Column.of("KIND", "/kind"),
        Column.text("RECEIVER", "/receiver"),
        Column.text("FOR", "/target"),
        Column.text("PERSON", "/person"),
        Column.of("OUTCOME", "/outcome"),
        Column.text("ROUTE", "/route"),
        Column.text("WHY", "/why"));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("incident", incident);
  }

  @Override
  protected void remark(JsonNode page) {
    page.path("due").forEach(it -> context.say(due(it)));
  }

  private static String due(JsonNode due) {
    var at = JsonAnswers.at(due, "/dueAt");
    var receiver = JsonAnswers.at(due, "/receiver");
    var route = JsonAnswers.at(due, "/route");
    return due.path("instead").asBoolean(false)
        ? "Due %s: everybody else, since %s can't be told by %s".formatted(at, receiver, route)
        : "Due %s unless somebody acts: %s by %s".formatted(at, receiver, route);
  }
}
