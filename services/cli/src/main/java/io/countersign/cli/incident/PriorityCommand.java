package io.countersign.cli.incident;

import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.IdKind;
import io.countersign.cli.command.ServerCommand;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code priority}: says in which order incidents are worked on. */
@Command(
    name = "priority",
    description = "Sets an incident's priority; its severity stays what alerts measure.",
    footerHeading = "%nExamples:%n",
    footer = {"  countersign priority inc_ID high", "  countersign priority inc_ID p2"})
public final class PriorityCommand extends ServerCommand {
  /** In the order of P1 to P5. */
  enum Level {
    CRITICAL,
    HIGH,
    MODERATE,
    LOW,
    PLANNING
  }

  @Parameters(paramLabel = "ID", description = "The incident's id.")
  private String id = "";

  @Parameters(
      paramLabel = "PRIORITY",
      converter = PriorityCommand.Reading.class,
      description = "critical, high, moderate, low or planning; or p1 to p5, in that order.")
  private Level level = Level.PLANNING;

  public PriorityCommand(CliContext context) {
    super(context);
  }

  @Override
  protected int run(ServerApi server) {
    var word = level.name().toLowerCase(Locale.ROOT);
    var answer =
        server.post(
            "/api/v1/incidents/" + ServerApi.part(IdKind.INCIDENT.checked(id)) + "/priority",
            Map.of("priority", word));
    return done(answer, "The priority of " + id + " is " + word + ".");
  }

  /** Reads a level by its word or its number. */
  static final class Reading implements CommandLine.ITypeConverter<Level> {
    @Override
    public Level convert(String value) {
      return Arrays.stream(Level.values())
          .filter(it -> it.name().equalsIgnoreCase(value) || number(it).equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "'"
                          + value
                          + "' is none of critical, high, moderate, low, planning, p1 to p5"));
    }

    private static String number(Level it) {
      return "p" + (it.ordinal() + 1);
    }
  }
}
