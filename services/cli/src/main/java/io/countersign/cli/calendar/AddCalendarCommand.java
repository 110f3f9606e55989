package io.countersign.cli.calendar;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code calendar add}: sets a calendar with one entry. */
@Command(
    name = "add",
    description = {
      "Sets a window, a blackout or a freeze: from one local time to another, once or by a rule.",
      "A calendar of that name is replaced; one with several entries is set over the API."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign calendar add weekend --from 2026-01-03T22:00 --to 2026-01-04T06:00"
          + " --zone Europe/Berlin --rule FREQ=WEEKLY;BYDAY=SA --scope team=payments --reason 'as"
          + " agreed'"
    })
public final class AddCalendarCommand extends SecondPersonCommand {
  @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and hyphens.")
  private String name = "";

  @Mixin private final CoverageOptions coverage = new CoverageOptions();

  @Option(names = "--from", paramLabel = "TIME", required = true, description = "Local.")
  private String from = "";

  @Option(names = "--to", paramLabel = "TIME", required = true, description = "Local.")
  private String to = "";

  @Option(names = "--zone", paramLabel = "ZONE", description = "Of both; UTC without it.")
  private String zone = "UTC";

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "How it comes again, as iCalendar writes it; once without it.")
  private String rule = "";

  @Mixin private final ReasonOption reason = new ReasonOption();

  public AddCalendarCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var entry = new TreeMap<String, Object>(Map.of("start", from, "end", to, "zone", zone));
    if (!rule.isEmpty()) {
      entry.put("rule", rule);
    }
    var body =
        Map.of(
            "kind", coverage.kind(),
            "scope", coverage.scope(),
            "dependents", coverage.dependents(),
            "entries", List.of(entry),
            "reason", reason.text());
    var answer = server.put("/api/v1/calendars/" + ServerApi.part(name), body);
    return handedOver(server, answer, "The calendar " + name + " is set.");
  }
}
