package io.countersign.cli.calendar;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code calendar import}: sets a calendar to what a file of iCalendar says. */
@Command(
    name = "import",
    description = {
      "Sets a calendar to the events of a file of iCalendar (.ics), all or nothing.",
      "The same file again changes nothing; a changed one shows what is added and removed. Only"
          + " when events take place is read: no titles, descriptions or persons."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign calendar import payments-nights.ics --scope team=payments --reason 'as"
          + " agreed'",
      "  countersign calendar import holidays.ics --kind freeze --zone Europe/Berlin --reason"
          + " 'nobody is here'"
    })
public final class ImportCalendarCommand extends SecondPersonCommand {
  private static final int LONGEST_NAME = 63;

  @Parameters(paramLabel = "FILE", description = "Of iCalendar, at most 1 MiB and 1,000 events.")
  private String file = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the calendar; the file's without it.")
  private String name = "";

  @Mixin private final CoverageOptions coverage = new CoverageOptions();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Of what names none in the file, such as whole days.")
  private String zone = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public ImportCalendarCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var calendar = name.isEmpty() ? named(Path.of(file)) : name;
    var query =
        Map.of(
            "kind",
            coverage.kind(),
            "scope",
            coverage.scope(),
            "dependents",
            Boolean.toString(coverage.dependents()),
            "zone",
            zone,
            "reason",
            reason.text());
    var path = "/api/v1/calendars/" + ServerApi.part(calendar) + ".ics";
    var answer = server.put(path, query, "text/calendar", content());
    tell(answer);
    return handedOver(server, answer, "The calendar " + calendar + " is what the file says.");
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException _) {
      throw new MisuseException("Can't read " + file + ".");
    }
  }

  private void tell(JsonNode answer) {
    answer.path("added").forEach(it -> context.say("+ " + JsonAnswers.text(it)));
    answer.path("removed").forEach(it -> context.say("- " + JsonAnswers.text(it)));
    answer
        .path("skipped")
        .forEach(
            it ->
                context.say(
                    "Never takes place: "
                        + JsonAnswers.text(it)
                        + ", since the clock jumps over it."));
  }

  private static String named(Path file) {
    var name =
        String.valueOf(file.getFileName())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[.]ics$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
