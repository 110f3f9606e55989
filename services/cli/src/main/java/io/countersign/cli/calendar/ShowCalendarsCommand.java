package io.countersign.cli.calendar;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ListCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The command {@code calendar show}: the calendars in force. */
@Command(
    name = "show",
    description =
        "Lists the calendars in force, with their next times and when they are computed until.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign calendar show", "  countersign calendar show -o json | jq .items[0]"})
public final class ShowCalendarsCommand extends ListCommand {
  public ShowCalendarsCommand(CliContext context) {
    super(
        context,
        "/api/v1/calendars",
        "No calendar: everything is open.",
        Column.of("NAME", "/name"),
        Column.of("KIND", "/kind"),
        Column.text("SCOPE", "/scope"),
        Column.time("NEXT", "/upcoming/0/start"),
        Column.time("UNTIL", "/upcoming/0/end"),
        Column.text("BY", "/changedBy"),
        Column.text("REASON", "/reason"));
  }

  @Override
  protected void remark(JsonNode page) {
    for (var calendar : page.path("items")) {
      var skipped = calendar.path("skipped").valueStream().map(JsonAnswers::text).toList();
      if (!skipped.isEmpty()) {
        context.say(
            JsonAnswers.at(calendar, "/name")
                + " never takes place at "
                + String.join(", ", skipped)
                + ", since the clock jumps over it, or its rule is over before it begins.");
      }
    }
  }
}
