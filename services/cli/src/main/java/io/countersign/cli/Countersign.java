package io.countersign.cli;

import io.countersign.cli.api.ClientSettings;
import io.countersign.cli.command.CliContext;
import io.countersign.cli.command.CommandGroup;
import io.countersign.cli.command.ErrorHandler;
import io.countersign.cli.command.UsageHandler;
import io.countersign.cli.terminal.SystemTerminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code countersign}: work on incidents and approvals from a terminal. */
@Command(
    name = "countersign",
    header = "Every fix, countersigned: work on incidents and approvals from a terminal.",
    description = {
      "",
      "Alerts become one incident with a cause and its evidence; a plan is proposed; people approve"
          + " exactly that plan; it is run, verified by telemetry, and every step is kept.",
      ""
    },
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  countersign demo                the whole loop, once, on this machine",
      "  countersign up                  starts the server, says how to log in",
      "  countersign login --user admin  opens a session of at most 12 hours",
      "  countersign doctor              what is connected; what to do if it isn't",
      "  countersign approvals           what waits for a decision",
      "  countersign approve rem_ID      shows the plan, asks, approves exactly it",
      "",
      "COUNTERSIGN_URL or COUNTERSIGN_PORT (7780) say where the server is,",
      "COUNTERSIGN_HOME (~/.countersign) where the session is kept.",
      "Data is on stdout, everything else on stderr. Exit codes: 0 ok, 1 failed,",
      "2 usage, 3 refused, 4 conflict, 5 unreachable."
    })
public final class Countersign extends CommandGroup {
  private Countersign() {}

  /** Runs one command; its exit code is the process's. */
  public static void main(String... arguments) {
    var environment = System.getenv();
    var context =
        new CliContext(
            new SystemTerminal(environment),
            new ClientSettings(environment),
            InstantSource.system());
    System.exit(run(context, arguments));
  }

  /** The same within a process. */
  public static int run(CliContext context, String... arguments) {
    var line = new CommandLine(new Countersign());
    CommandList.addTo(line, context, arguments);
    var terminal = context.terminal();
    return line.setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageHandler(terminal.err()))
        .setExecutionExceptionHandler(new ErrorHandler(terminal.err(), context.installation()))
        .execute(arguments);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
