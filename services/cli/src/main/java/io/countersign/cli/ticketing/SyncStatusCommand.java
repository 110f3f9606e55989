package io.countersign.cli.ticketing;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import io.countersign.cli.command.TicketLines;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The command {@code sync status}: how each linked ticket is. */
@Command(
    name = "status",
    description = "Lists linked tickets, those that need somebody first.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign sync status", "  countersign sync status --of inc_0123456789abcdef"})
public final class SyncStatusCommand extends ListCommand {
  @Option(
      names = "--of",
      paramLabel = "ID",
      description = "Only those of this incident or remediation.")
  private String holder = "";

  public SyncStatusCommand(CliContext context) {
    super(
        context,
        "/api/v1/sync",
        "No incident or remediation has a ticket.",
        Column.of("LINK", "/link"),
        new Column("STATE", false, (item, _) -> words(item), (item, _) -> briefly(words(item))),
        Column.of("TICKET", "/key"),
        Column.time("NEXT TRY", "/nextAt"),
        Column.text("ADDRESS", "/url"));
  }

  /** All of it stands below: cut to a terminal's width it would say nothing. */
  private static String briefly(String words) {
    int end = words.indexOf(',');
    return end < 0 ? words : words.substring(0, end) + " (*)";
  }

  private static String words(JsonNode item) {
    return JsonAnswers.at(item, "/words");
  }

  /** What is more than a state; both values, and who may say which of them counts. */
  @Override
  protected void remark(JsonNode page) {
    page.path("items")
        .valueStream()
        .filter(it -> words(it).indexOf(',') >= 0)
        .forEach(this::explain);
    page.path("items")
        .forEach(
            it ->
                it.path("conflicts")
                    .forEach(
                        both ->
                            context.say(
                                JsonAnswers.at(it, "/link") + ": " + TicketLines.conflict(both))));
  }

  private void explain(JsonNode item) {
    context.say("(*) " + JsonAnswers.at(item, "/link") + ": " + words(item));
  }

  @Override
  protected Map<String, String> filter() {
    return Map.of("holder", holder);
  }
}
