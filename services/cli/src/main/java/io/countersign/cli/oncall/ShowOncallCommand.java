package io.countersign.cli.oncall;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.ServerCommand;
import io.countersign.cli.terminal.TimeTexts;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code oncall show}: one schedule's shifts. */
@Command(
    name = "show",
    description = "Lists the shifts of a schedule, with its gaps.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign oncall show primary",
      "  countersign oncall show primary --at 2026-12-24T20:00:00Z --days 1"
    })
public final class ShowOncallCommand extends ServerCommand {
  private static final String NOBODY = "nobody";

  @Parameters(paramLabel = "NAME", description = "The schedule's.")
  private String name = "";

  @Option(names = "--at", paramLabel = "TIME", description = "From this instant; now without it.")
  private String at = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "So many days of it (default: ${DEFAULT-VALUE}).")
  private int days = 7;

  public ShowOncallCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var query = new TreeMap<String, String>();
    query.put("days", Integer.toString(days));
    if (!at.isEmpty()) {
      query.put("at", at);
    }
    var answer = server.get("/api/v1/oncall/" + ServerApi.part(name), query);
    print(answer, () -> lines(answer));
    return ExitCode.OK;
  }

  private List<String> lines(JsonNode answer) {
    var lines = new ArrayList<String>();
    lines.add("on call: " + person(answer));
    lines.add("times: " + zone(answer));
    var note = JsonAnswers.at(answer, "/note");
    if (!note.isEmpty()) {
      lines.add("note: " + note);
    }
    var columns =
        List.of(
            time("FROM", "/start", zone(answer)),
            time("UNTIL", "/end", zone(answer)),
            new Column("ON CALL", true, (it, _) -> person(it)),
            Column.text("BY", "/by"));
    lines.addAll(
        Column.table(columns, answer.path("shifts"), context.times(), context.terminal().width()));
    return lines;
  }

  /** The schedule's; an older server doesn't tell it. */
  private static ZoneId zone(JsonNode answer) {
    var zone = JsonAnswers.at(answer, "/zone");
    return ZoneId.getAvailableZoneIds().contains(zone) ? ZoneId.of(zone) : ZoneOffset.UTC;
  }

  private static Column time(String title, String pointer, ZoneId zone) {
    return new Column(
        title,
        false,
        (it, times) -> {
          var at = JsonAnswers.at(it, pointer);
          return TimeTexts.local(at, zone) + " (" + times.brief(at) + ")";
        },
        (it, _) -> TimeTexts.local(JsonAnswers.at(it, pointer), zone));
  }

  private static String person(JsonNode of) {
    var person = JsonAnswers.at(of, "/person");
    return person.isEmpty() ? NOBODY : person;
  }
}
