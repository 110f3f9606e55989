package io.countersign.cli.alert;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.MisuseException;
import io.countersign.cli.command.ServerCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code mute}: silences an alert, or a whole service, for a while. */
@Command(
    name = "mute",
    description = {
      "Mutes a service, or one alert, until a time; all that is given has to fit.",
      "Muted alerts are recorded, but open no incident and tell nobody. Those that still fire when"
          + " the mute ends are taken up then."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  countersign mute service/production/orders --for 2h --reason 'moving the database'",
      "  countersign mute --alert DiskFull --until 2026-03-01T18:00:00Z --reason 'disks ordered'"
    })
public final class MuteAlertsCommand extends ServerCommand {
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  @Parameters(
      paramLabel = "ENTITY",
      arity = "0..1",
      description = "KIND/ENVIRONMENT/NAME; alone it's everything about that entity.")
  private String entity = "";

  @Option(names = "--alert", paramLabel = "NAME", description = "The alerting rule's name.")
  private String alert = "";

  @Option(
      names = "--fingerprint",
      paramLabel = "TEXT",
      description = "The source's identity of one alert, from `alerts -o json`.")
  private String fingerprint = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private End end = new End();

  /** The end of the mute, as an instant or as a span from now. */
  private static final class End {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        description = "An instant, such as 2026-03-01T18:00:00Z.")
    private String until = "";

    @Option(
        names = "--for",
        paramLabel = "SPAN",
        description = "A number and s, m, h or d, such as 2h.")
    private String span = "";
  }

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason = "";

  public MuteAlertsCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var body = new TreeMap<String, Object>();
    put(body, "entity", entity);
    put(body, "alert", alert);
    put(body, "fingerprint", fingerprint);
    if (body.isEmpty()) {
      throw new MisuseException("Name an ENTITY, --alert NAME or --fingerprint TEXT.");
    }
    var until = until();
    body.put("until", until.toString());
    body.put("reason", reason);
    var answer = server.post("/api/v1/mutes", body);
    context.say("Muted until " + until + " by " + JsonAnswers.at(answer, "/mute") + ".");
    if (!answer.path("known").asBoolean(true)) {
      context.say(
          "No alert that it fits was ever told: is it spelt as `countersign alerts` has it?");
    }
    print(answer, () -> List.of(JsonAnswers.at(answer, "/mute")));
    return ExitCode.OK;
  }

  private static void put(TreeMap<String, Object> body, String key, String value) {
    if (!value.isEmpty()) {
      body.put(key, value);
    }
  }

  private Instant until() {
    return end.span.isEmpty() ? instant(end.until) : context.times().now().plus(span(end.span));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new MisuseException(
          "--until must be an instant such as 2026-03-01T18:00:00Z, not " + text);
    }
  }

  private static Duration span(String text) {
    var parts = SPAN.matcher(text);
    if (!parts.matches()) {
      throw new MisuseException("--for must be a number and s, m, h or d, such as 2h, not " + text);
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
