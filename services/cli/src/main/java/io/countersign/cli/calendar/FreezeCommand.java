package io.countersign.cli.calendar;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ReasonOption;
import io.countersign.cli.confirmation.SecondPersonCommand;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code calendar freeze}: nothing begins there until a time. */
@Command(
    name = "freeze",
    description = "Freezes targets at once, until a time or until two persons lift it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign calendar freeze environment=production --until 2026-12-01T06:00:00Z --reason"
          + " 'release week'",
      "  countersign calendar freeze service/production/orders --name orders --until"
          + " 2026-12-01T06:00:00Z --reason audit"
    })
public final class FreezeCommand extends SecondPersonCommand {
  @Parameters(
      paramLabel = "SCOPE",
      description =
          "organisation, or team=NAME, environment=NAME, KIND/ENVIRONMENT/NAME, joined by commas.")
  private String scope = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      required = true,
      description = "An instant, such as 2026-12-01T06:00:00Z.")
  private String until = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the calendar; made of the scope without it.")
  private String name = "";

  @Option(names = "--dependents", description = "Closes what depends on its targets with them.")
  private boolean dependents;

  @Mixin private final ReasonOption reason = new ReasonOption();

  public FreezeCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var from = context.times().now().truncatedTo(ChronoUnit.SECONDS);
    var entry = Map.of("start", from.toString(), "end", until(from).toString());
    var body =
        Map.of(
            "kind",
            "freeze",
            "scope",
            scope,
            "dependents",
            dependents,
            "entries",
            List.of(entry),
            "reason",
            reason.text());
    var calendar = name.isEmpty() ? named(scope) : name;
    var answer = server.put("/api/v1/calendars/" + ServerApi.part(calendar), body);
    return handedOver(
        server,
        answer,
        "Frozen until " + until + ": `countersign calendar lift " + calendar + "` ends it.");
  }

  private Instant until(Instant from) {
    try {
      var end = Instant.parse(until).truncatedTo(ChronoUnit.SECONDS);
      if (end.isAfter(from)) {
        return end;
      }
    } catch (DateTimeParseException _) {
      // said below
    }
    throw new MisuseException(
        "--until must be an instant ahead, such as 2026-12-01T06:00:00Z, not " + until);
  }

  private static String named(String scope) {
    var name =
        ("freeze-" + scope)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("-$", "");
    return name.substring(0, Math.min(name.length(), 63));
  }
}
