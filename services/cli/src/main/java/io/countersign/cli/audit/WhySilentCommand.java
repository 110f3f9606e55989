package io.countersign.cli.audit;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code why-silent}: why nobody was paged about a service at a time. */
@Command(
    name = "why-silent",
    description = {
      "Tells what became of a service's alerts around a time, and by which rule: raised, held back"
          + " by a mute, told again, joined to what was open, refused, held up, told or not told.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign why-silent orders --at 2026-03-01T03:12:00Z",
      "  countersign why-silent service/production/orders --at 2026-03-01T04:12:00+01:00 --around"
          + " 2h",
      "  countersign why-silent orders --at 2026-03-01T03:12:00Z -o json | jq .conclusions"
    })
public final class WhySilentCommand extends ServerCommand {
  private static final Pattern SHORT = Pattern.compile("[0-9]{1,6}[smh]");

  @Parameters(
      paramLabel = "SERVICE",
      description = "kind/environment/name, or a name that only one in the catalogue has.")
  private String service = "";

  @Option(
      names = "--at",
      required = true,
      paramLabel = "TIME",
      description = "When nobody was paged (ISO 8601 with offset).")
  private String at = "";

  @Option(
      names = "--around",
      paramLabel = "DURATION",
      description = "How long before and after, such as 30m (default: ${DEFAULT-VALUE}).")
  private String around = "15m";

  public WhySilentCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var answer =
        server.get(
            "/api/v1/audit/why-silent",
            Map.of("service", service, "at", at, "around", duration(around)));
    int width = context.terminal().width();
    print(answer, () -> new SilenceReport(answer, width).lines());
    return ExitCode.OK;
  }

  /** As the server reads it. */
  private static String duration(String text) {
    var iso = SHORT.matcher(text).matches() ? "PT" + text.toUpperCase(Locale.ROOT) : text;
    try {
      return Duration.parse(iso).toString();
    } catch (DateTimeParseException _) {
      throw new MisuseException("--around takes a duration such as 90s, 30m, 2h or PT30M");
    }
  }
}
